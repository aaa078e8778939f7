package io.fswebhook.core.explain;

import io.fswebhook.core.inbox.Finding;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What may have been done to a body on its way.
 *
 * @param finding what it would be
 * @param mayApply whether it can have changed this body at all; cheap
 * @param undo how it is undone
 */
record BodyChange(Finding finding, Predicate<Arrived> mayApply, Undo undo) {

  /** Makes what was signed of what arrived. */
  @FunctionalInterface
  interface Undo {

    /** Null where it does not apply. The result may be no longer than a few times the body. */
    byte @Nullable [] of(Arrived body);
  }

  /** One that looks at the bytes alone. */
  @FunctionalInterface
  interface UndoBytes {

    /** As of {@link Undo}. */
    byte @Nullable [] of(byte[] body);
  }

  static BodyChange of(String code, String sentence, UndoBytes undo) {
    return new BodyChange(
        new Finding(code, true, sentence), body -> true, body -> undo.of(body.bytes()));
  }

  /** One that writes JSON in another way. */
  static BodyChange ofJson(JsonStyle style, String sentence, UnaryOperator<byte[]> more) {
    return new BodyChange(
        new Finding("json-rewritten", true, sentence),
        body -> body.text() != null && style.escapes().mayChange(body.text()),
        body -> {
          byte[] rewritten = body.text() == null ? null : RewriteJson.of(body.text(), style);
          return rewritten == null ? null : more.apply(rewritten);
        });
  }

  /**
   * A body as it arrived, decoded once rather than for each change of it.
   *
   * @param bytes not to be changed
   * @param text null if it is not UTF-8
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Arrived(byte[] bytes, @Nullable String text) {

    Arrived(byte[] bytes) {
      this(bytes, Bytes.utf8(bytes));
    }
  }
}
