package io.fswebhook.core.verify;

/** The beginning of a text that a stranger wrote, as it can be kept and shown. */
public final class Excerpt {

  private Excerpt() {}

  /**
   * At most so many characters, and none that controls a terminal, ends a text or turns its
   * direction round.
   */
  public static String of(String text, int longest) {
    String bounded = text.length() <= longest ? text : text.substring(0, longest) + "…";
    for (int i = 0; i < bounded.length(); i++) {
      if (!isHarmless(bounded.charAt(i))) {
        return cleaned(bounded);
      }
    }
    return bounded; // as nearly always, and every delivery has some
  }

  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      clean.append(isHarmless(character) ? character : '\uFFFD');
    }
    return clean.toString();
  }

  private static boolean isHarmless(char character) {
    if (character >= ' ' && character <= '~') {
      return true;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
