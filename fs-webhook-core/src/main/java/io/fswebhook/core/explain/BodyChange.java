package io.fswebhook.core.explain;

import io.fswebhook.core.inbox.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What may have been done to a body on its way.
 *
 * @param finding what it would be
 * @param undo how it is undone
 */
record BodyChange(Finding finding, Undo undo) {

  /** Makes what was signed of what arrived. */
  @FunctionalInterface
  interface Undo {

    /** Null where it does not apply. The result may be no longer than a few times the body. */
    byte @Nullable [] of(byte[] body);
  }

  static BodyChange of(String code, String sentence, Undo undo) {
    return new BodyChange(new Finding(code, true, sentence), undo);
  }
}
