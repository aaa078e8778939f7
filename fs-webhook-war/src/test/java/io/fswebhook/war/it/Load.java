package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Senders that send one delivery after another until they are told to stop, each to one of the
 * receivers. Who gets no 200 goes on with another delivery at the next receiver: what was not
 * answered is no promise.
 */
final class Load implements AutoCloseable {

  private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMillis(50);
  private static final int SEGMENT_EVERY = 20;
  private static final int STREAM_EVERY = 5;

  /** So many requests in a row, of all senders and to all receivers, are about the same order. */
  private static final int ABOUT_AN_ORDER = 100;

  private final Set<String> acknowledged;
  private final AtomicLong number;

  /** The ids that an order was answered with. */
  private final Map<Long, Set<String>> orders;

  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());
  private final AtomicLong longestStall = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private Load(Set<String> acknowledged, AtomicLong number, Map<Long, Set<String>> orders) {
    this.acknowledged = acknowledged;
    this.number = number;
    this.orders = orders;
  }

  static Load on(List<URI> receivers, int senders) {
    return new Load(ConcurrentHashMap.newKeySet(), new AtomicLong(), new ConcurrentHashMap<>())
        .begin(receivers, senders);
  }

  /** Goes on elsewhere, with the same count of what was answered. */
  Load continuedOn(List<URI> receivers, int senders) {
    return new Load(acknowledged, number, orders).begin(receivers, senders);
  }

  private Load begin(List<URI> receivers, int senders) {
    List<Sender> targets =
        receivers.stream().map(base -> new Sender(base.resolve("/webhook"))).toList();
    for (int i = 0; i < senders; i++) {
      int first = i;
      Thread thread = new Thread(() -> send(targets, first), "sender-" + i);
      thread.start();
      threads.add(thread);
    }
    return this;
  }

  private void send(List<Sender> targets, int first) {
    int turn = first;
    while (!stopped) {
      if (isAnswered(targets.get(turn % targets.size()))) {
        continue;
      }
      refused.incrementAndGet();
      turn++;
      LockSupport.parkNanos(PAUSE_AFTER_REFUSAL.toNanos());
    }
  }

  private boolean isAnswered(Sender target) {
    try {
      return sendOne(target);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      stopped = true;
      return false;
    }
  }

  /**
   * Mostly notes; now and then a segment, for handlers that take their time over those, a click,
   * and an order, which comes again and again.
   */
  private boolean sendOne(Sender target) throws IOException, InterruptedException {
    long id = number.incrementAndGet();
    if (id % STREAM_EVERY == 1) {
      return isAnswered(target.sendTo("clicks", "[" + id + "]"));
    }
    if (id % STREAM_EVERY == 2) {
      long order = id / ABOUT_AN_ORDER;
      HttpResponse<String> answer =
          target.sendTo("orders", "{\"id\":" + order + ",\"sent\":" + id + "}");
      return isAnswered(answer) && isNoted(order, Sender.idIn(answer));
    }
    if (id % SEGMENT_EVERY == 0) {
      return isAnswered(
          target.send(
              "{\"eventName\":\"segment.created\",\"version\":1,\"data\":{\"id\":\"s"
                  + id
                  + "\"}}"));
    }
    return isAnswered(target.sendNote("n" + id));
  }

  private boolean isNoted(long order, String id) {
    orders.computeIfAbsent(order, key -> ConcurrentHashMap.newKeySet()).add(id);
    return true;
  }

  private boolean isAnswered(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      return false;
    }
    answered(Sender.idIn(answer));
    return true;
  }

  private void answered(String id) {
    long now = System.nanoTime();
    longestStall.accumulateAndGet(now - lastAnswer.getAndSet(now), Math::max);
    acknowledged.add(id);
  }

  Set<String> acknowledged() {
    return acknowledged;
  }

  /** Each order was answered with one id, whichever receiver had it first. */
  void assertNoneIsStoredTwice() {
    assertThat(orders).isNotEmpty();
    assertThat(orders.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
  }

  /** Waits for so many more deliveries that are answered 200. */
  void awaitMore(int count) throws Exception {
    int goal = acknowledged.size() + count;
    Eventually.holds(
        count + " more are answered 200", Duration.ofMinutes(2), () -> acknowledged.size() >= goal);
  }

  long refused() {
    return refused.get();
  }

  /** Between two answers of 200, of any sender. */
  Duration longestStall() {
    return Duration.ofNanos(longestStall.get());
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
