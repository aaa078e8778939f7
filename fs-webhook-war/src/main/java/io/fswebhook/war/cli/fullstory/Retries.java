package io.fswebhook.war.cli.fullstory;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether a call is made again, and after which time. Both are bounded. */
final class Retries {

  private static final int MAX_RETRIES = 4;
  private static final Duration MAX_WAIT = Duration.ofMinutes(2);

  private final Waiting waiting;
  private final Consumer<String> progress;
  private int count;
  private Duration waited = Duration.ZERO;

  Retries(Waiting waiting, Consumer<String> progress) {
    this.waiting = waiting;
    this.progress = progress;
  }

  boolean happened() {
    return count > 0;
  }

  /** Waits before the next attempt; false if there is to be none. */
  boolean waitsAfter(HttpResponse<?> response) throws InterruptedException {
    Duration asked =
        response.headers().firstValue("Retry-After").flatMap(this::asked).orElse(backOff());
    return waits(asked, "FullStory answered " + response.statusCode() + ".");
  }

  boolean waitsAfter(IOException failure) throws InterruptedException {
    return waits(backOff(), String.valueOf(failure.getMessage()));
  }

  private boolean waits(Duration asked, String reason) throws InterruptedException {
    if (count == MAX_RETRIES || waited.plus(asked).compareTo(MAX_WAIT) > 0) {
      return false;
    }
    progress.accept(reason + " Trying again in " + seconds(asked) + " s.");
    waiting.waitFor(asked);
    waited = waited.plus(asked);
    count++;
    return true;
  }

  private Duration backOff() {
    return Duration.ofSeconds(1L << count);
  }

  /** The header holds seconds or a date. */
  private Optional<Duration> asked(String header) {
    String text = header.strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      ZonedDateTime time = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration until = Duration.between(waiting.now(), time);
      return Optional.of(until.isNegative() ? Duration.ZERO : until);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static long seconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }
}
