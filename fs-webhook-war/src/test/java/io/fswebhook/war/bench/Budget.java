package io.fswebhook.war.bench;

import java.time.Duration;
import java.util.Locale;

/** Shares out the time of a run, so that it ends when it should, whatever its samples cost. */
final class Budget {

  private static final double SHORTEST = 0.5;
  private static final double LONGEST = 4;

  /** A sample that is taken again must leave this much for each that is still to come. */
  private static final double ENOUGH = 1.5;

  private final long begin = System.nanoTime();
  private final double total;
  private int samplesLeft;
  private int samplesTaken;
  private double overhead = 1;

  Budget(Duration total) {
    this.total = total.toMillis() / 1000.0;
  }

  /** Seconds since it began. */
  double passed() {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Seconds; negative when it is overdrawn. */
  double left() {
    return total - passed();
  }

  /** How many samples are to come, where a long one counts as several. */
  void plan(int samples) {
    samplesLeft = samples;
  }

  /** How long the next sample may be. */
  Duration next() {
    double seconds = Math.min(LONGEST, Math.max(SHORTEST, share(samplesLeft)));
    return Duration.ofMillis((long) (seconds * 1000));
  }

  private double share(int samples) {
    return left() / Math.max(1, samples) - overhead;
  }

  /** Whether a sample can be taken again. */
  boolean hasRoom() {
    return share(samplesLeft + 1) >= ENOUGH;
  }

  /**
   * A sample was taken.
   *
   * @param as how many it counts
   * @param beside seconds that were spent beside it
   */
  void taken(int as, double beside) {
    samplesLeft -= as;
    samplesTaken += as;
    overhead += (beside / as - overhead) * as / (samplesTaken + 1);
  }

  /** For the line that says how far it is. */
  String progress() {
    double longest = passed() + samplesLeft * (LONGEST + overhead);
    double about = samplesTaken == 0 ? total : Math.min(total, longest);
    return String.format(
        Locale.ROOT, "%4.1f of about %.0f min", passed() / 60, Math.max(about, passed()) / 60);
  }
}
