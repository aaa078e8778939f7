package io.fswebhook.plugins.sample.support;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads a {@code Retry-After} header (RFC 9110): seconds, or an HTTP date. */
final class RetryAfter {

  private RetryAfter() {}

  /** Empty if it is neither; zero if the date has passed. */
  static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    // nine digits are 31 years: more is not a serious delay
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      Duration delay = Duration.between(now, date);
      return Optional.of(delay.isNegative() ? Duration.ZERO : delay);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
