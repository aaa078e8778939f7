package io.fswebhook.war.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes answers once a delivery is stored: not on the thread that stores, which a slow client
 * could then hold up. The time limit is its own too, since Jersey's keeps every request in memory
 * until the limit has passed, answered or not.
 */
public final class AnswerThreads implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AnswerThreads.class);

  private static final int FEWEST_THREADS = 4;

  private final Duration limit;
  private final ExecutorService writers;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * Starts the threads.
   *
   * @param limit how long a delivery may take to be stored
   */
  public AnswerThreads(Duration limit) {
    this.limit = limit;
    int threads = Math.max(FEWEST_THREADS, Runtime.getRuntime().availableProcessors());
    this.writers = Executors.newFixedThreadPool(threads, named("fs-webhook-answer-"));
    this.timer = new ScheduledThreadPoolExecutor(1, named("fs-webhook-answer-limit-"));
    this.timer.setRemoveOnCancelPolicy(true);
  }

  /** Has the answer written as soon as the result, its failure or the time limit is there. */
  <T> void answer(
      CompletionStage<T> result,
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> answer) {
    CompletableFuture<T> awaited = result.toCompletableFuture().copy();
    Future<?> tooLate =
        timer.schedule(
            () ->
                awaited.completeExceptionally(
                    new TimeoutException("the inbox took longer than " + limit + " to store")),
            limit.toNanos(),
            TimeUnit.NANOSECONDS);
    CompletableFuture<T> unused =
        awaited.whenCompleteAsync(
            (value, failure) -> {
              tooLate.cancel(false);
              write(answer, value, failure);
            },
            writers);
  }

  private static <T> void write(
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> answer,
      @Nullable T value,
      @Nullable Throwable failure) {
    try {
      answer.accept(value, failure);
    } catch (RuntimeException e) {
      log.warn("An answer could not be written", e);
    }
  }

  /** Writes what is still to be written, for a few seconds at most. */
  @Override
  public void close() {
    timer.shutdownNow();
    writers.shutdown();
    try {
      if (!writers.awaitTermination(5, TimeUnit.SECONDS)) {
        writers.shutdownNow();
      }
    } catch (InterruptedException e) {
      writers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
