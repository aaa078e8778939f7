package io.fswebhook.war.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Responses ready to be written. One commit completes many, so each writer drains the queue: waking
 * a thread per response would cost as much as writing it. Another writer joins when responses pile
 * up, as they do behind a slow client.
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

  /** Called periodically: adds a writer if responses are waiting. */
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
        addWriter(); // for responses added while the last writer was leaving
      }
    }
  }
}
