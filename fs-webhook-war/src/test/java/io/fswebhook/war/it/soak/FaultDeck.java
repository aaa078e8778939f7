package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Faults that exclude each other, one after another: in random order, each before any comes again.
 * Several decks are dealt at a time.
 */
final class FaultDeck {

  private static final Duration SHORTEST = Duration.ofMillis(500);

  private final List<Fault> faults;
  private final List<Fault> left = new ArrayList<>();
  private final Random random;
  private volatile @Nullable Throwable failure;

  FaultDeck(List<Fault> faults, long seed) {
    this.faults = faults;
    this.random = new Random(seed);
  }

  /** On a thread of its own until the time is over; what has begun then is put right first. */
  Thread deal(Site site, Timeline timeline, Duration length, Duration longestFault) {
    long end = System.nanoTime() + length.toNanos();
    Thread thread =
        new Thread(
            () -> {
              while (failure == null && System.nanoTime() - end < 0) {
                strike(next(), site, timeline, upTo(longestFault));
                Fault.last(upTo(longestFault.dividedBy(3)));
              }
            },
            "soak-faults");
    thread.start();
    return thread;
  }

  private void strike(Fault fault, Site site, Timeline timeline, Duration length) {
    Timeline.Window window = timeline.open(fault.title());
    try {
      fault.strike(site, random, length);
    } catch (Exception | AssertionError e) {
      timeline.say(fault.title() + " could not be put right: " + e);
      failure = e;
    } finally {
      window.close();
    }
  }

  private Fault next() {
    if (left.isEmpty()) {
      left.addAll(faults);
      Collections.shuffle(left, random);
    }
    return left.remove(left.size() - 1);
  }

  private Duration upTo(Duration longest) {
    return SHORTEST.plusMillis(random.nextLong(longest.toMillis()));
  }

  /** Of a fault that could not be put right. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }
}
