package io.fswebhook.core.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A fast path for the usual format, {@code 2024-04-01T10:00:00.433Z} with at most nine fraction
 * digits: the JDK's formatter takes longer than parsing the rest of a body. {@link Timestamps}
 * handles everything else.
 */
final class UsualTime {

  private static final String FORM = "0000-00-00T00:00:00";
  private static final int LONGEST_FRACTION = 9;

  private UsualTime() {}

  /** The time; null if the text does not have this format. */
  static @Nullable Instant instant(String text) {
    int end = text.length() - 1;
    if (end < FORM.length() || text.charAt(end) != 'Z' || !hasForm(text)) {
      return null;
    }
    int nanos = nanos(text, end);
    if (nanos < 0) {
      return null;
    }
    try {
      return LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19),
              nanos)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean hasForm(String text) {
    for (int i = 0; i < FORM.length(); i++) {
      char expected = FORM.charAt(i);
      char is = text.charAt(i);
      if (expected == '0' ? !isDigit(is) : is != expected) {
        return false;
      }
    }
    return true;
  }

  /** The fraction in nanoseconds; negative if it is malformed. */
  private static int nanos(String text, int end) {
    int digits = end - FORM.length() - 1;
    if (digits < 0) {
      return 0;
    }
    if (digits == 0 || digits > LONGEST_FRACTION || text.charAt(FORM.length()) != '.') {
      return -1;
    }
    int nanos = 0;
    for (int i = 0; i < LONGEST_FRACTION; i++) {
      char digit = i < digits ? text.charAt(FORM.length() + 1 + i) : '0';
      if (!isDigit(digit)) {
        return -1;
      }
      nanos = nanos * 10 + (digit - '0');
    }
    return nanos;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
