package io.fswebhook.war.api;

/** Quotes untrusted input safely: truncated, and without control characters. */
final class QuotedInput {

  private static final int LONGEST = 100;

  private QuotedInput() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder("\"");
    text.codePoints()
        .limit(LONGEST)
        .map(character -> isHarmless(character) ? character : '?')
        .forEach(shown::appendCodePoint);
    return shown.append(text.codePointCount(0, text.length()) > LONGEST ? "…\"" : "\"").toString();
  }

  private static boolean isHarmless(int character) {
    return (character >= ' ' && character < 0x7f) || Character.isLetterOrDigit(character);
  }
}
