package io.fswebhook.core.dispatch;

import java.time.Duration;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A histogram of attempt durations with a fixed number of buckets, eight to each power of two of
 * microseconds: a quantile is at most an eighth too long.
 */
final class Durations {

  private static final int BUCKETS_AN_OCTAVE = 8;
  private static final int OCTAVES = 40; // some 12 days

  private final long[] buckets = new long[BUCKETS_AN_OCTAVE * OCTAVES];

  void add(Duration duration) {
    buckets[Math.min(bucketOf(micros(duration)), buckets.length - 1)]++;
  }

  void addAll(Durations others) {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] += others.buckets[i];
    }
  }

  /** The duration that this share of all did not exceed; null when there are none. */
  @Nullable Duration quantile(double share) {
    long total = LongStream.of(buckets).sum();
    long seen = 0;
    for (int i = 0; i < buckets.length && total > 0; i++) {
      seen += buckets[i];
      if (seen >= Math.ceil(share * total)) {
        return Duration.ofNanos(1000 * upperBound(i));
      }
    }
    return null;
  }

  private static long micros(Duration duration) {
    return Math.max(0, duration.toNanos() / 1000);
  }

  /** Below eight, each number has a bucket of its own; above, its three bits below the highest. */
  private static int bucketOf(long micros) {
    if (micros < BUCKETS_AN_OCTAVE) {
      return (int) micros;
    }
    int highest = 63 - Long.numberOfLeadingZeros(micros);
    int octave = highest - 2;
    return octave * BUCKETS_AN_OCTAVE + (int) (micros >>> (highest - 3)) - BUCKETS_AN_OCTAVE;
  }

  private static long upperBound(int bucket) {
    int octave = bucket / BUCKETS_AN_OCTAVE;
    if (octave == 0) {
      return bucket;
    }
    long step = 1L << (octave - 1);
    return (BUCKETS_AN_OCTAVE + bucket % BUCKETS_AN_OCTAVE + 1) * step - 1;
  }
}
