package io.fswebhook.core.parse;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * JSON numbers of a size that harms nobody: a {@code BigDecimal} of 1e999999 is small, but what is
 * computed or printed from it is not.
 */
final class JsonNumbers {

  private static final int MAX_DIGITS = 400;
  private static final int MAX_EXPONENT = 400;

  /** What no 400 digits bring back within the bound, and still safe to compute with. */
  private static final int EXPONENT_CEILING = 10_000;

  private JsonNumbers() {}

  /** The number that the text is; null when it has too many digits or too large an exponent. */
  static @Nullable BigDecimal exact(String text) {
    int end = endOfDigits(text);
    if (digits(text, end) > MAX_DIGITS || exponent(text, end) >= EXPONENT_CEILING) {
      return null;
    }
    BigDecimal number = new BigDecimal(text);
    long exponent = (long) number.precision() - number.scale() - 1;
    return Math.abs(exponent) > MAX_EXPONENT ? null : number;
  }

  private static int endOfDigits(String text) {
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    return exponent < 0 ? text.length() : exponent;
  }

  private static int digits(String text, int end) {
    int digits = 0;
    for (int index = 0; index < end; index++) {
      if (isDigit(text.charAt(index))) {
        digits++;
      }
    }
    return digits;
  }

  /** Without its sign, at most the ceiling. */
  private static int exponent(String text, int start) {
    int exponent = 0;
    for (int index = start; index < text.length() && exponent < EXPONENT_CEILING; index++) {
      if (isDigit(text.charAt(index))) {
        exponent = exponent * 10 + (text.charAt(index) - '0');
      }
    }
    return exponent;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
