package io.fswebhook.core.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signature header as sent, bounded, and with the signature itself truncated, so that a stored
 * excerpt can be compared with what was expected but not replayed.
 */
public final class HeaderExcerpt {

  private static final int MOST_LINES = 3;
  private static final int MOST_PARTS = 10;
  private static final int LONGEST_PART = 100;
  private static final int LONGEST_KEY = 16;

  /** Shorter than an HMAC-SHA256 in any form: 43 characters of base64, 64 of hex. */
  private static final int LONGEST_WHOLE = 40;

  private static final int SIGNATURE_START = 6;

  private HeaderExcerpt() {}

  /** Null if none of the headers is present. */
  public static @Nullable String of(RequestHeaders headers, List<String> names) {
    for (String name : names) {
      List<String> lines = headers.values(name);
      if (!lines.isEmpty()) {
        return all(name, lines);
      }
    }
    return null;
  }

  /** One line in the same form, without its name. */
  static String line(String line) {
    StringBuilder text = new StringBuilder(128);
    append(line, text);
    return text.toString();
  }

  private static String all(String name, List<String> lines) {
    StringBuilder text = new StringBuilder(128);
    for (int i = 0; i < lines.size() && i < MOST_LINES; i++) {
      text.append(i == 0 ? "" : " | ").append(name).append(": ");
      append(lines.get(i), text);
    }
    return text.toString();
  }

  private static void append(String line, StringBuilder text) {
    String[] parts = line.split(",", MOST_PARTS + 1);
    for (int i = 0; i < parts.length; i++) {
      // The last element holds the rest of the line.
      String shown = i < MOST_PARTS ? part(parts[i].strip()) : "…";
      text.append(i == 0 ? "" : ",").append(Excerpt.of(shown, LONGEST_PART));
    }
  }

  private static String part(String part) {
    if (isWithoutSignature(part)) {
      return part;
    }
    int value = startOfValue(part);
    int length = part.length() - value;
    if (length <= SIGNATURE_START) {
      return part;
    }
    return part.substring(0, value + SIGNATURE_START) + "…[" + length + " characters]";
  }

  /**
   * Organisation and time identify FullStory. Anything else may be a signature, and so may what
   * follows them when something other than a comma separates the parts.
   */
  private static boolean isWithoutSignature(String part) {
    boolean isKnown = part.startsWith("t:") || (part.startsWith("o:") && part.indexOf(':', 2) < 0);
    return isKnown && part.length() <= LONGEST_WHOLE;
  }

  /** After a short key such as {@code v:} or {@code sha256=}, otherwise the start. */
  private static int startOfValue(String part) {
    for (int i = 0; i < part.length() - 1 && i < LONGEST_KEY; i++) {
      if (part.charAt(i) == ':' || part.charAt(i) == '=') {
        return i + 1;
      }
    }
    return 0;
  }
}
