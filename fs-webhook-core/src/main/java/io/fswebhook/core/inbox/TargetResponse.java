package io.fswebhook.core.inbox;

import io.fswebhook.core.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * What the target of a handler answered to an attempt, as the handler reported it.
 *
 * @param text bounded and safe to show; null for none
 */
public record TargetResponse(int status, @Nullable String text) {

  /** Of what a handler reports. */
  public static final int LONGEST_TEXT = 500;

  /** What a plugin reported, which may be anything. */
  public static TargetResponse reported(int status, @Nullable String text) {
    return new TargetResponse(status, text == null ? null : Printable.lines(start(text)));
  }

  private static String start(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
    return text.substring(0, splits ? LONGEST_TEXT - 1 : LONGEST_TEXT);
  }
}
