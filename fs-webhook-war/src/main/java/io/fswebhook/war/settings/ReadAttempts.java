package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;
import static io.fswebhook.war.settings.SettingType.FLAG;
import static io.fswebhook.war.settings.SettingType.duration;
import static io.fswebhook.war.settings.SettingType.number;
import static io.fswebhook.war.settings.SettingType.wholeNumber;

import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.BreakerSettings;
import io.fswebhook.core.plugin.Rate;
import io.fswebhook.core.plugin.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How handlers are called and retried, in general and for each handler. */
final class ReadAttempts {

  private static final Setting<Integer> MAX_ATTEMPTS =
      setting(
          "retry.max-attempts",
          wholeNumber(1, 1000),
          "12",
          "After this many attempts a task becomes a dead letter.");

  private static final Setting<Duration> INITIAL_DELAY =
      setting(
          "retry.initial-delay",
          duration("PT0.001S", "PT87600H"),
          "PT1S",
          "The delay after the first failed attempt.");

  private static final Setting<Double> MULTIPLIER =
      setting(
          "retry.multiplier",
          number(1, 100),
          "3",
          "The factor by which the delay grows after each further failure.");

  private static final Setting<Duration> MAX_DELAY =
      setting(
          "retry.max-delay",
          duration("PT0.001S", "PT87600H"),
          "PT1H",
          "The longest delay, before jitter. Must not be shorter than the initial delay.");

  private static final Setting<Double> JITTER =
      setting(
          "retry.jitter",
          number(0, 1),
          "0.2",
          "The fraction by which a delay varies at random, up or down.");

  private static final Setting<Boolean> BREAKER =
      setting(
          "breaker.enabled",
          FLAG,
          "true",
          "Whether a circuit breaker stops calling a handler that keeps failing.");

  private static final Setting<Integer> WINDOW =
      setting(
          "breaker.window",
          wholeNumber(1, BreakerSettings.MAX_WINDOW),
          "10",
          "The number of recent attempts that the circuit breaker considers.");

  private static final Setting<Integer> FAILURE_RATE =
      setting(
          "breaker.failure-rate",
          wholeNumber(1, 100),
          "100",
          "The percentage of failures among them that opens the circuit.");

  private static final Setting<Duration> OPEN_FOR =
      setting(
          "breaker.open-for",
          duration("PT0.001S", "PT24H"),
          "PT30S",
          "How long the circuit stays open before one trial attempt.");

  private static final Setting<Integer> CONCURRENCY =
      setting(
          ReadHandlers.ONE + "concurrency",
          wholeNumber(1, AttemptSettings.MAX_CONCURRENCY),
          "4",
          "How many deliveries it handles concurrently.");

  private static final Setting<Duration> TIMEOUT =
      setting(
          ReadHandlers.ONE + "timeout",
          duration("PT0.001S", "PT24H"),
          "PT30S",
          "The time limit of one attempt.");

  private static final Setting<Integer> MAX_STUCK_THREADS =
      optional(
              ReadHandlers.ONE + "max-stuck-threads",
              wholeNumber(1, AttemptSettings.MAX_STUCK_THREADS),
              "The handler gets no more deliveries once this many threads are stuck past the time-out.")
          .orElse("twice its concurrency");

  private static final Setting<Rate> RATE =
      optional(
              ReadHandlers.ONE + "rate",
              SettingType.RATE,
              "How many attempts may begin in a period, evenly spread over it, on all nodes together:"
                  + " `10/PT1S` is one every 100 ms. The rest waits in the inbox.")
          .orElse("no limit");

  /** Settings for all handlers, unless one has its own. */
  static final List<Setting<?>> OF_ALL =
      List.of(
          MAX_ATTEMPTS,
          INITIAL_DELAY,
          MULTIPLIER,
          MAX_DELAY,
          JITTER,
          BREAKER,
          WINDOW,
          FAILURE_RATE,
          OPEN_FOR);

  static final List<Setting<?>> OF_ONE =
      Stream.<Setting<?>>concat(
              Stream.of(CONCURRENCY, TIMEOUT, MAX_STUCK_THREADS, RATE),
              OF_ALL.stream().map(ReadAttempts::ofOne))
          .toList();

  private final SettingReader reader;

  ReadAttempts(SettingReader reader) {
    this.reader = reader;
    reader.get(MAX_ATTEMPTS);
    retry(null);
    breaker(null);
  }

  private static <T> Setting<T> ofOne(Setting<T> general) {
    String key = general.name().substring(Setting.PREFIX.length());
    return optional(
            ReadHandlers.ONE + key.replace("retry.max-attempts", "max-attempts"),
            general.type(),
            "The same for this handler.")
        .orElse("that of `" + general.name() + "`");
  }

  AttemptSettings of(String handler) {
    int concurrency = reader.get(CONCURRENCY.at(handler));
    return new AttemptSettings(
        concurrency,
        reader.get(TIMEOUT.at(handler)),
        reader.find(MAX_STUCK_THREADS.at(handler)).orElse(2 * concurrency),
        value(MAX_ATTEMPTS, handler),
        retry(handler),
        breaker(handler),
        reader.find(RATE.at(handler)).orElse(null));
  }

  private RetryPolicy retry(@Nullable String handler) {
    Duration initial = value(INITIAL_DELAY, handler);
    Duration longest = value(MAX_DELAY, handler);
    if (longest.compareTo(initial) < 0) {
      throw named(MAX_DELAY, handler)
          .refused(
              "must not be shorter than "
                  + named(INITIAL_DELAY, handler).name()
                  + " ("
                  + initial
                  + ")",
              longest.toString());
    }
    return new RetryPolicy(initial, value(MULTIPLIER, handler), longest, value(JITTER, handler));
  }

  private BreakerSettings breaker(@Nullable String handler) {
    return new BreakerSettings(
        value(BREAKER, handler),
        value(WINDOW, handler),
        value(FAILURE_RATE, handler),
        value(OPEN_FOR, handler));
  }

  /** The value for one handler, or the general one. */
  private <T> T value(Setting<T> general, @Nullable String handler) {
    return reader.find(named(general, handler)).orElseGet(() -> reader.get(general));
  }

  private static <T> Setting<T> named(Setting<T> general, @Nullable String handler) {
    return handler == null ? general : ofOne(general).at(handler);
  }
}
