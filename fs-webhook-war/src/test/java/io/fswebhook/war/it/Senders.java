package io.fswebhook.war.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Senders that send one delivery after another until they are told to stop, each to one of the
 * receivers. Who gets no 200 goes on with another delivery at the next receiver: what was not
 * answered is no promise.
 */
abstract class Senders implements AutoCloseable {

  private final Set<String> acknowledged;
  private final Duration pause;
  private final Duration pauseAfterRefusal;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());
  private final AtomicLong longestStall = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * They add the ids that they are answered with.
   *
   * @param pause of each sender after each delivery
   */
  Senders(Set<String> acknowledged, Duration pause, Duration pauseAfterRefusal) {
    this.acknowledged = acknowledged;
    this.pause = pause;
    this.pauseAfterRefusal = pauseAfterRefusal;
  }

  /** Sends one delivery; returns whether it was {@linkplain #isAnswered answered}. */
  abstract boolean sendOne(Sender target) throws IOException, InterruptedException;

  final void begin(List<URI> receivers, int senders) {
    List<Sender> targets =
        receivers.stream().map(base -> new Sender(base.resolve("/webhook"))).toList();
    for (int i = 0; i < senders; i++) {
      int first = i;
      Thread thread = new Thread(() -> send(targets, first), "sender-" + i);
      thread.start();
      threads.add(thread);
    }
  }

  private void send(List<Sender> targets, int first) {
    int turn = first;
    while (!stopped) {
      if (isSent(targets.get(turn % targets.size()))) {
        LockSupport.parkNanos(pause.toNanos());
        continue;
      }
      refused.incrementAndGet();
      turn++;
      LockSupport.parkNanos(pauseAfterRefusal.toNanos());
    }
  }

  private boolean isSent(Sender target) {
    try {
      return sendOne(target);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      stopped = true;
      return true;
    }
  }

  /** Notes the id of an answer of 200. */
  final boolean isAnswered(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      return false;
    }
    String id = Sender.idIn(answer);
    long now = System.nanoTime();
    longestStall.accumulateAndGet(now - lastAnswer.getAndSet(now), Math::max);
    acknowledged.add(id);
    return true;
  }

  /** The ids that were answered. */
  final Set<String> acknowledged() {
    return acknowledged;
  }

  /** Waits for so many more deliveries that are answered 200. */
  final void awaitMore(int count) throws Exception {
    int goal = acknowledged.size() + count;
    Eventually.holds(
        count + " more are answered 200", Duration.ofMinutes(2), () -> acknowledged.size() >= goal);
  }

  final long refused() {
    return refused.get();
  }

  /** Between two answers of 200, of any sender. */
  final Duration longestStall() {
    return Duration.ofNanos(longestStall.get());
  }

  /** What is answered until then counts. */
  final void stop() {
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

  @Override
  public final void close() {
    stop();
  }
}
