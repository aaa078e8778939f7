package io.fswebhook.core.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signature header as it was sent, bounded, and with the signature itself cut short: what is
 * kept can be compared with what was expected, and cannot be sent again.
 */
public final class HeaderExcerpt {

  private static final int MOST_LINES = 3;
  private static final int MOST_PARTS = 6;
  private static final int LONGEST_PART = 100;
  private static final int LONGEST_KEY = 16;
  private static final int SIGNATURE_START = 6;

  private HeaderExcerpt() {}

  /** Null when none of the headers is there. */
  public static @Nullable String of(RequestHeaders headers, List<String> names) {
    for (String name : names) {
      List<String> lines = headers.values(name);
      if (!lines.isEmpty()) {
        return all(name, lines);
      }
    }
    return null;
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
    String separator = "";
    for (String part : line.split(",", MOST_PARTS)) {
      text.append(separator).append(Excerpt.of(part(part.strip()), 2 * LONGEST_PART));
      separator = ",";
    }
  }

  /** Organisation and time say whether it is FullStory's; anything else may be a signature. */
  private static String part(String part) {
    if (part.startsWith("o:") || part.startsWith("t:")) {
      return Excerpt.of(part, LONGEST_PART);
    }
    int value = startOfValue(part);
    int length = part.length() - value;
    if (length <= SIGNATURE_START) {
      return part;
    }
    return part.substring(0, value + SIGNATURE_START) + "…[" + length + " characters]";
  }

  /** After a short key such as {@code v:} or {@code sha256=}, else at the beginning. */
  private static int startOfValue(String part) {
    for (int i = 0; i < part.length() - 1 && i < LONGEST_KEY; i++) {
      if (part.charAt(i) == ':' || part.charAt(i) == '=') {
        return i + 1;
      }
    }
    return 0;
  }
}
