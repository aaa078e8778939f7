package io.fswebhook.war.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends events on several threads, and stops at the first one without a response.
 *
 * @param rate the maximum per second; null for unlimited
 */
record SendEvents(
    SignedPost post,
    Supplier<byte[]> bodies,
    int count,
    int concurrency,
    @Nullable Double rate,
    SendResults results) {

  /** Returns why it stopped early; null if all were answered. */
  @Nullable Exception run() throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(concurrency, count); i++) {
      Thread thread = new Thread(() -> sendUntilDone(next, failure), "send-" + (i + 1));
      thread.setDaemon(true);
      threads.add(thread);
    }
    results.start();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    results.end();
    return failure.get();
  }

  private void sendUntilDone(AtomicInteger next, AtomicReference<@Nullable Exception> failure) {
    try {
      for (int i = next.getAndIncrement(); i < count && i >= 0; i = next.getAndIncrement()) {
        waitForTurn(i);
        if (failure.get() != null) {
          return;
        }
        byte[] body = bodies.get();
        long start = System.nanoTime();
        Answer answer = post.send(body);
        results.add(answer, start, System.nanoTime());
      }
    } catch (IOException | RuntimeException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitForTurn(int index) throws InterruptedException {
    if (rate != null) {
      long due = results.startedAt() + (long) (index / rate * TimeUnit.SECONDS.toNanos(1));
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
    }
  }
}
