package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.List;

/**
 * How long, on what and how hard. The defaults are the short form that every build runs; the
 * profile soak sets the long one.
 *
 * @param duration of the faults; starting, calibrating and counting come on top
 * @param quiet after the last fault and the last answer, before what was not handled is counted
 * @param seed of what breaks when; the moments depend on the machine as well
 * @param rate events a second; 0 for half of what this machine does
 * @param strangers hostile connections at a time
 */
record SoakSettings(Duration duration, Duration quiet, long seed, int rate, int strangers) {

  private static final List<String> KINDS = List.of("sqlite", "postgresql", "kafka");
  private static final Duration SHORT = Duration.ofMinutes(1);

  static SoakSettings ofProperties() {
    return new SoakSettings(
        Duration.parse(System.getProperty("soak.duration", "PT12S")),
        Duration.parse(System.getProperty("soak.quiet", "PT20S")),
        Long.getLong("soak.seed", System.nanoTime() % 1_000_000),
        Integer.getInteger("soak.rate", 50),
        Integer.getInteger("soak.strangers", 40));
  }

  /** In turn; {@code kafka} is PostgreSQL behind three brokers. */
  static List<String> inboxes() {
    List<String> inboxes = List.of(System.getProperty("soak.inbox", "sqlite").split(",", -1));
    if (!KINDS.containsAll(inboxes)) {
      throw new IllegalArgumentException(
          "soak.inbox must be of " + KINDS + ", with commas between them, was " + inboxes);
    }
    return inboxes;
  }

  boolean isShort() {
    return duration.compareTo(SHORT) < 0;
  }

  /** Faults of all kinds, then a pause from all of them. */
  Duration round() {
    return isShort() ? duration : Duration.ofSeconds(45);
  }

  Duration calm() {
    return Duration.ofSeconds(isShort() ? 2 : 10);
  }

  Duration longestFault() {
    return Duration.ofSeconds(isShort() ? 3 : 9);
  }
}
