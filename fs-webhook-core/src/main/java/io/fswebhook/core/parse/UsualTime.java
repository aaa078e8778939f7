package io.fswebhook.core.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The form that nearly every time has, {@code 2024-04-01T10:00:00.433Z} with no fraction or up to
 * nine digits of one, read by hand: the formatter takes longer than all the rest of a body. What is
 * not of this form, or not possible, is left to {@link Timestamps}.
 */
final class UsualTime {

  private static final String FORM = "0000-00-00T00:00:00";
  private static final int LONGEST_FRACTION = 9;

  private UsualTime() {}

  /** The time; null where the text is not of this form. */
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

  /** From the point to the end; negative where that is no fraction. */
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
