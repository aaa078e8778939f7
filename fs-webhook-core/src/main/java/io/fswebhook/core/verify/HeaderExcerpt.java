package io.fswebhook.core.verify;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        return lines.stream()
            .limit(MOST_LINES)
            .map(line -> name + ": " + line(line))
            .collect(Collectors.joining(" | "));
      }
    }
    return null;
  }

  private static String line(String line) {
    return Stream.of(line.split(",", MOST_PARTS))
        .map(part -> Excerpt.of(part(part.strip()), 2 * LONGEST_PART))
        .collect(Collectors.joining(","));
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
