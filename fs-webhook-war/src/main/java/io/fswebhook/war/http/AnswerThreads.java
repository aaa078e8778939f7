package io.fswebhook.war.http;

import io.fswebhook.core.failure.ThrottledLog;
import io.fswebhook.core.lifecycle.PeriodicScheduler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Writes responses once a delivery is stored, off the storing thread, which a slow client would
 * block. Implements its own time limit: that of CompletableFuture starts a JDK thread, which would
 * leak an undeployed application.
 */
public final class AnswerThreads implements AutoCloseable {

  private static final int FEWEST_THREADS = 4;
  private static final int LOOKS_PER_LIMIT = 20;

  private final Duration limit;
  private final ThrottledLog failures = new ThrottledLog(LoggerFactory.getLogger(getClass()));
  private final JoinedThreads threads = new JoinedThreads("fs-webhook-answer-");
  private final ExecutorService writers;
  private final ReadyAnswers ready;
  private final PeriodicScheduler scheduler = new PeriodicScheduler("fs-webhook-answer-limit");
  private final Set<Awaited> awaited = ConcurrentHashMap.newKeySet();

  /**
   * Starts the threads.
   *
   * @param limit how long storing a delivery may take, within 5 percent
   */
  public AnswerThreads(Duration limit) {
    this.limit = limit;
    int most = Math.max(FEWEST_THREADS, Runtime.getRuntime().availableProcessors());
    this.writers = Executors.newFixedThreadPool(most, threads);
    this.ready = new ReadyAnswers(writers, most);
    long pause = Math.max(1, limit.toMillis() / LOOKS_PER_LIMIT);
    scheduler.every(Duration.ofMillis(pause), "the look at what takes too long", this::lookAfter);
  }

  /** Writes the response on success, failure or time-out, whichever comes first. */
  <T> void answer(
      CompletionStage<T> result,
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> answer) {
    CompletableFuture<T> own = result.toCompletableFuture().copy();
    Awaited one = new Awaited(own, System.nanoTime() + limit.toNanos());
    awaited.add(one);
    CompletableFuture<T> unused =
        own.whenComplete(
            (value, failure) -> {
              awaited.remove(one);
              if (writers.isShutdown()) { // answer remaining clients right away
                write(answer, value, failure);
              } else {
                ready.add(() -> write(answer, value, failure));
              }
            });
  }

  /** Runs a task that may block, such as writing to a slow client. */
  void run(Runnable task) {
    if (!writers.isShutdown()) {
      ready.add(task);
    }
  }

  /** Runs a check every second. */
  void everySecond(Runnable look) {
    scheduler.every(Duration.ofSeconds(1), "the look at slow clients", look);
  }

  private void lookAfter() {
    ready.hurry();
    for (Awaited one : awaited) {
      if (one.deadline() - System.nanoTime() <= 0) {
        one.result()
            .completeExceptionally(
                new TimeoutException("the inbox took longer than " + limit + " to store"));
      }
    }
  }

  /** A pending result and its deadline by {@link System#nanoTime()}. */
  private record Awaited(CompletableFuture<?> result, long deadline) {}

  private <T> void write(
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> answer,
      @Nullable T value,
      @Nullable Throwable failure) {
    try {
      answer.accept(value, failure);
    } catch (RuntimeException e) {
      failures.error("A response could not be written", e);
    }
  }

  /** Writes pending responses, for a few seconds at most. */
  @Override
  public void close() {
    scheduler.close();
    threads.end(writers);
  }
}
