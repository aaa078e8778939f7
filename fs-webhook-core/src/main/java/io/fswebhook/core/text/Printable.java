package io.fswebhook.core.text;

import java.util.HexFormat;

/**
 * Escapes characters that act on a log or terminal instead of being displayed: control characters,
 * such as line feeds and escape sequences, direction marks, invisible characters, line separators
 * and lone surrogates. Otherwise untrusted text in a message could forge or hide log lines, or take
 * over the terminal (log injection).
 */
public final class Printable {

  private static final HexFormat HEX = HexFormat.of();

  private Printable() {}

  /** The text on one line. */
  public static String line(String text) {
    return escaped(text, false);
  }

  /** The text with its line feeds, for multi-line text such as a stack trace. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean keepsLines) {
    int first = 0;
    while (first < text.length() && isSeen(text.codePointAt(first), keepsLines)) {
      first += Character.charCount(text.codePointAt(first));
    }
    if (first == text.length()) {
      return text; // the usual case
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
    text.codePoints()
        .skip(text.codePointCount(0, first))
        .forEach(
            character -> {
              if (isSeen(character, keepsLines)) {
                escaped.appendCodePoint(character);
              } else {
                append(escaped, character);
              }
            });
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int character) {
    if (Character.isBmpCodePoint(character)) {
      escaped.append("\\u").append(HEX.toHexDigits((char) character));
    } else {
      escaped.append("\\u{").append(Integer.toHexString(character)).append('}');
    }
  }

  /** Whether a log or a terminal displays it, with a width, and does nothing else. */
  public static boolean isSeen(int character) {
    return isSeen(character, false);
  }

  private static boolean isSeen(int character, boolean keepsLines) {
    if (character >= ' ' && character < 0x7f) {
      return true;
    }
    if (character == '\n') {
      return keepsLines;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character == '\t';
      case Character.FORMAT, // directions, zero widths, soft hyphens, tags
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> !isBlank(character);
    };
  }

  /** Letters and marks with an empty glyph. */
  private static boolean isBlank(int character) {
    return character == 0x034f
        || character == 0x115f
        || character == 0x1160
        || character == 0x3164
        || character == 0xffa0;
  }
}
