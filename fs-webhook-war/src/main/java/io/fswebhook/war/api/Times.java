package io.fswebhook.war.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as text: UTC, with milliseconds. */
final class Times {

  static final String RULE = "a time such as 2026-01-31T23:59:00Z";

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  private Times() {}

  static String text(Instant time) {
    return FORM.format(time);
  }

  static @Nullable String textOrNull(@Nullable Instant time) {
    return time == null ? null : text(time);
  }

  /** Empty if it is not a time, or out of range. */
  static Optional<Instant> parse(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
      int year = time.getYear();
      return year >= FIRST_YEAR && year <= LAST_YEAR
          ? Optional.of(time.toInstant())
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
