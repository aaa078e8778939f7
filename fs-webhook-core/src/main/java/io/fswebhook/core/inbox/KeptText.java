package io.fswebhook.core.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Text that every database accepts: NUL ends a text for some, and others refuse it.
 *
 * <p>All text from outside passes through it.
 */
public final class KeptText {

  private KeptText() {}

  /** Without NUL, which would fail everything in the same commit. */
  public static String of(String text) {
    return text.replace('\0', '\uFFFD');
  }

  /** The same, or null for null. */
  public static @Nullable String ofNullable(@Nullable String text) {
    return text == null ? null : of(text);
  }
}
