package io.fswebhook.core.explain;

import io.fswebhook.core.inbox.Finding;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A way in which a body may have been changed in transit.
 *
 * @param finding what to report if it was
 * @param mayApply whether it can have changed this body; cheap
 * @param undo reverts it
 */
record BodyChange(Finding finding, Predicate<Arrived> mayApply, Undo undo) {

  /** Restores what was signed from what arrived. */
  @FunctionalInterface
  interface Undo {

    /**
     * Null where it does not apply. The result must not exceed a few times the size of the body.
     */
    byte @Nullable [] of(Arrived body);
  }

  /** Works on the bytes alone. */
  @FunctionalInterface
  interface UndoBytes {

    /** Like {@link Undo#of}. */
    byte @Nullable [] of(byte[] body);
  }

  static BodyChange of(String code, String sentence, UndoBytes undo) {
    return new BodyChange(
        new Finding(code, true, sentence), body -> true, body -> undo.of(body.bytes()));
  }

  /** Writes the JSON in another style. */
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
