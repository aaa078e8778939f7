package io.fswebhook.core.parse;

import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ISO 8601 with {@code Z} or an offset, such as {@code 2024-04-01T10:00:00.0Z}, leap seconds
 * included.
 */
final class Timestamps {

  /** Enough for any time; keeps long texts out of exceptions. */
  private static final int MAX_LENGTH = 60;

  /** Like {@code ISO_OFFSET_DATE_TIME}, but requires digits after a decimal point. */
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendValue(HOUR_OF_DAY, 2)
          .appendLiteral(':')
          .appendValue(MINUTE_OF_HOUR, 2)
          .optionalStart()
          .appendLiteral(':')
          .appendValue(SECOND_OF_MINUTE, 2)
          .optionalStart()
          .appendFraction(NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalEnd()
          .appendOffsetId()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withChronology(IsoChronology.INSTANCE);

  private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile(".*[+-]\\d{4}");
  private static final int SECONDS_AT = "2016-12-31T23:59".length();
  private static final long DAY = 86_400;

  private Timestamps() {}

  /** The time; null if the text is not one. */
  static @Nullable Instant instant(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    Instant usual = UsualTime.instant(text);
    if (usual != null) {
      return usual;
    }
    String usualOffset = withColonInOffset(text);
    return isLeapSecond(usualOffset) ? leapSecond(usualOffset) : parsed(usualOffset);
  }

  private static @Nullable Instant parsed(String text) {
    try {
      return FORMAT.parse(text, Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Many senders write {@code +0000}, the basic format of ISO 8601. */
  private static String withColonInOffset(String text) {
    return OFFSET_WITHOUT_COLON.matcher(text).matches()
        ? text.substring(0, text.length() - 2) + ":" + text.substring(text.length() - 2)
        : text;
  }

  private static boolean isLeapSecond(String text) {
    return text.startsWith(":60", SECONDS_AT);
  }

  /** The last second of a UTC day; by POSIX the first second of the next day. */
  private static @Nullable Instant leapSecond(String text) {
    Instant before =
        parsed(text.substring(0, SECONDS_AT) + ":59" + text.substring(SECONDS_AT + ":59".length()));
    return before == null || Math.floorMod(before.getEpochSecond() + 1, DAY) != 0
        ? null
        : before.plusSeconds(1);
  }
}
