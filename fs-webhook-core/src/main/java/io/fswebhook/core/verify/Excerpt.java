package io.fswebhook.core.verify;

/** The beginning of a text that a stranger wrote, as it can be kept and shown. */
public final class Excerpt {

  private Excerpt() {}

  /** At most so many characters, and none that controls a terminal or ends a text. */
  public static String of(String text, int longest) {
    String bounded = text.length() <= longest ? text : text.substring(0, longest) + "…";
    StringBuilder clean = new StringBuilder(bounded.length());
    for (int i = 0; i < bounded.length(); i++) {
      char character = bounded.charAt(i);
      boolean harmless = !Character.isISOControl(character) && !Character.isSurrogate(character);
      clean.append(harmless ? character : '\uFFFD');
    }
    return clean.toString();
  }
}
