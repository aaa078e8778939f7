package io.fswebhook.war.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The last hour, day or week, in steps, the current one included. */
record TimeRange(Instant from, Instant before, Duration step) {

  static final String PARAMETER = "range";

  private static final Map<String, Resolution> RESOLUTIONS =
      Map.of(
          "hour", Resolution.HOUR,
          "day", new Resolution(Duration.ofDays(1), Duration.ofMinutes(10)),
          "week", new Resolution(Duration.ofDays(7), Duration.ofHours(1)));

  static TimeRange of(Query query, Clock clock) {
    Resolution resolution = query.oneOf(PARAMETER, RESOLUTIONS).orElse(Resolution.HOUR);
    long seconds = resolution.step.toSeconds();
    long current = clock.instant().getEpochSecond() / seconds;
    Instant before = Instant.ofEpochSecond((current + 1) * seconds);
    return new TimeRange(before.minus(resolution.length), before, resolution.step);
  }

  private record Resolution(Duration length, Duration step) {

    static final Resolution HOUR = new Resolution(Duration.ofHours(1), Duration.ofMinutes(1));
  }
}
