package io.fswebhook.core.inbox;

import org.jspecify.annotations.Nullable;

/**
 * A text as every database takes it: NUL ends one for some, and others refuse it.
 *
 * <p>Every text of somebody else goes through it.
 */
public final class KeptText {

  private KeptText() {}

  /** Without NUL, of which one would fail all that is committed with it. */
  public static String of(String text) {
    return text.replace('\0', '\uFFFD');
  }

  /** The same, or null for null. */
  public static @Nullable String ofNullable(@Nullable String text) {
    return text == null ? null : of(text);
  }
}
