package io.fswebhook.core.parse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
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
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    boolean possible =
        nanos >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= YearMonth.of(year, month).lengthOfMonth()
            && hour < 24
            && minute < 60
            && second < 60;
    if (!possible) {
      return null;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos);
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
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
