package io.fswebhook.core.verify;

import java.util.regex.Pattern;

/** The beginning of untrusted text, safe to store and display. */
public final class Excerpt {

  /** Could control a terminal, break a line or reverse the writing direction. */
  private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private Excerpt() {}

  /** At most {@code longest} characters, with each harmful one replaced by U+FFFD. */
  public static String of(String text, int longest) {
    String bounded = text.length() <= longest ? text : text.substring(0, longest) + "…";
    return isPlain(bounded) ? bounded : HARMFUL.matcher(bounded).replaceAll("\uFFFD");
  }

  /** Whether it is printable ASCII, as nearly all is: each delivery has some of these. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }
}
