package io.fswebhook.core.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** ISO 8601 with {@code Z} or an offset, such as {@code 2024-04-01T10:00:00.0Z}. */
final class Times {

  /** More than any such time needs; so a long text is not copied into an exception first. */
  private static final int MAX_LENGTH = 60;

  private Times() {}

  /** The time; null where the text is none. */
  static @Nullable Instant instant(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
