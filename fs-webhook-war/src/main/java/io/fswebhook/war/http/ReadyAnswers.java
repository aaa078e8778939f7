package io.fswebhook.war.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers that can be written. A commit makes many ready at once, so a writer takes one after the
 * other: woken for each of them, threads would cost as much as the answers. Another writer joins
 * when answers pile up, as they do behind one that is slow to be written.
 */
final class ReadyAnswers {

  private static final int WORTH_ANOTHER_WRITER = 64;

  private final Executor executor;
  private final int mostWriters;
  private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger writers = new AtomicInteger();

  ReadyAnswers(Executor executor, int mostWriters) {
    this.executor = executor;
    this.mostWriters = mostWriters;
  }

  /** Does not wait. */
  void add(Runnable answer) {
    ready.add(answer);
    if (waiting.incrementAndGet() > WORTH_ANOTHER_WRITER * writers.get()) {
      addWriter();
    }
  }

  /** Called now and then: gives those that have waited since the last time a writer more. */
  void hurry() {
    if (waiting.get() > 0) {
      addWriter();
    }
  }

  private void addWriter() {
    if (writers.incrementAndGet() > mostWriters) {
      writers.decrementAndGet();
      return;
    }
    executor.execute(this::write);
  }

  private void write() {
    try {
      Runnable answer = ready.poll();
      while (answer != null) {
        waiting.decrementAndGet();
        answer.run();
        answer = ready.poll();
      }
    } finally {
      if (writers.decrementAndGet() == 0 && waiting.get() > 0) {
        addWriter(); // for what came while the last one left
      }
    }
  }
}
