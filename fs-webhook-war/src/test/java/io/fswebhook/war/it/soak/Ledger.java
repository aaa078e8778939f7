package io.fswebhook.war.it.soak;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What senders were promised, by the number of the event. */
final class Ledger {

  private static final long SHORTEST_GAP = 20_000_000;

  private final Timeline timeline;
  private final boolean duplicatesHaveIds;
  private final AtomicInteger sent = new AtomicInteger();
  private final Map<Integer, Promise> promises = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
  private final LongAdder underTwoIds = new LongAdder();
  private final AtomicLong lastAcknowledged = new AtomicLong(System.nanoTime());
  private volatile boolean watching;

  /**
   * An empty one.
   *
   * @param duplicatesHaveIds whether a duplicate is answered with an id that no delivery has, as
   *     with Kafka
   */
  Ledger(Timeline timeline, boolean duplicatesHaveIds) {
    this.timeline = timeline;
    this.duplicatesHaveIds = duplicatesHaveIds;
  }

  /**
   * An answer of 200.
   *
   * @param id of the delivery
   * @param at when it came, by {@link System#nanoTime}
   */
  record Promise(String id, long at) {}

  int nextNumber() {
    return sent.getAndIncrement();
  }

  /** From now on, how long nothing was acknowledged is looked at. */
  void watchGaps() {
    lastAcknowledged.set(System.nanoTime());
    watching = true;
  }

  /** Once fewer are sent, gaps mean nothing any more. */
  void ignoreGaps() {
    watching = false;
    timeline.gap(lastAcknowledged.get(), System.nanoTime());
  }

  void acknowledged(int number, String id, String status) {
    count("200 " + status);
    long now = System.nanoTime();
    long before = lastAcknowledged.getAndAccumulate(now, Math::max);
    if (watching && now - before > SHORTEST_GAP) {
      timeline.gap(before, now);
    }
    Promise first = promises.putIfAbsent(number, new Promise(id, now));
    if (first != null && !first.id.equals(id) && !duplicatesHaveIds) {
      underTwoIds.increment();
      timeline.say("event " + number + " was stored twice: " + first.id + " and " + id);
    }
  }

  /** Some other answer, or none. */
  void count(String answer) {
    answers.computeIfAbsent(answer, key -> new LongAdder()).increment();
  }

  int sent() {
    return sent.get();
  }

  int open() {
    return sent.get() - promises.size();
  }

  Map<Integer, Promise> promises() {
    return promises;
  }

  /** Whether the id of an answer is that of a delivery. */
  boolean knowsIds() {
    return !duplicatesHaveIds;
  }

  long underTwoIds() {
    return underTwoIds.sum();
  }

  Map<String, LongAdder> answers() {
    return answers;
  }
}
