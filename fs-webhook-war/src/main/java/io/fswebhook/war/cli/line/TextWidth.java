package io.fswebhook.war.cli.line;

/** How many columns of a terminal a text takes. */
final class TextWidth {

  private static final String CUT = "...";

  private TextWidth() {}

  static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /** The text, or its beginning and three dots. */
  static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    StringBuilder beginning = new StringBuilder();
    int left = width - CUT.length();
    for (int character : text.codePoints().toArray()) {
      left -= of(character);
      if (left < 0) {
        break;
      }
      beginning.appendCodePoint(character);
    }
    return beginning + CUT;
  }

  private static int of(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  /** The blocks of Unicode's East Asian wide characters and of pictures. */
  private static boolean isWide(int character) {
    return isIn(0x1100, 0x115f, character)
        || isIn(0x2e80, 0xa4cf, character)
        || isIn(0xac00, 0xd7a3, character)
        || isIn(0xf900, 0xfaff, character)
        || isIn(0xfe30, 0xfe6f, character)
        || isIn(0xff00, 0xff60, character)
        || isIn(0xffe0, 0xffe6, character)
        || isIn(0x1f300, 0x1faff, character)
        || isIn(0x20000, 0x3fffd, character);
  }

  private static boolean isIn(int first, int last, int character) {
    return character >= first && character <= last;
  }
}
