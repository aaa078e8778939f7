package io.fswebhook.war.http;

import io.fswebhook.core.failure.ThrottledLog;
import io.fswebhook.core.lifecycle.DaemonThread;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final int LOOKS_PER_LIMIT = 20;

  private final Duration limit;
  private final ThrottledLog failures = new ThrottledLog(log);
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final ExecutorService writers;
  private final ReadyAnswers ready;
  private final ScheduledExecutorService timekeeper;
  private final Set<Awaited> awaited = ConcurrentHashMap.newKeySet();

  /**
   * Starts the threads.
   *
   * @param limit how long a delivery may take to be stored, give or take a twentieth
   */
  public AnswerThreads(Duration limit) {
    this.limit = limit;
    int threads = Math.max(FEWEST_THREADS, Runtime.getRuntime().availableProcessors());
    this.writers = Executors.newFixedThreadPool(threads, named("fs-webhook-answer-"));
    this.ready = new ReadyAnswers(writers, threads);
    this.timekeeper = Executors.newSingleThreadScheduledExecutor(named("fs-webhook-answer-limit-"));
    long pause = Math.max(1, limit.toMillis() / LOOKS_PER_LIMIT);
    var unused =
        timekeeper.scheduleWithFixedDelay(this::lookAfter, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** Has the answer written as soon as the result, its failure or the time limit is there. */
  public <T> void answer(
      CompletionStage<T> result,
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> answer) {
    CompletableFuture<T> own = result.toCompletableFuture().copy();
    Awaited one = new Awaited(own, System.nanoTime() + limit.toNanos());
    awaited.add(one);
    CompletableFuture<T> unused =
        own.whenComplete(
            (value, failure) -> {
              awaited.remove(one);
              if (writers.isShutdown()) { // whoever still asks is told so at once
                write(answer, value, failure);
              } else {
                ready.add(() -> write(answer, value, failure));
              }
            });
  }

  /** Does something soon that may take a while, such as writing to a slow client. */
  void run(Runnable task) {
    if (!writers.isShutdown()) {
      ready.add(task);
    }
  }

  /** Looks after something else, too. */
  void everySecond(Runnable look) {
    var unused = timekeeper.scheduleWithFixedDelay(look, 1, 1, TimeUnit.SECONDS);
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

  /** A result that is waited for, and until when by {@link System#nanoTime()}. */
  private record Awaited(CompletableFuture<?> result, long deadline) {}

  private <T> void write(
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> answer,
      @Nullable T value,
      @Nullable Throwable failure) {
    try {
      answer.accept(value, failure);
    } catch (RuntimeException e) {
      failures.error("An answer could not be written", e);
    }
  }

  /** Writes what is still to be written, for a few seconds at most. */
  @Override
  public void close() {
    timekeeper.shutdownNow();
    writers.shutdown();
    try {
      if (!writers.awaitTermination(5, TimeUnit.SECONDS)) {
        writers.shutdownNow();
      }
      awaitThreads();
    } catch (InterruptedException e) {
      writers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** An executor has terminated a moment before its threads have ended, and a server looks then. */
  private void awaitThreads() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(5));
      if (thread.isAlive()) {
        log.warn("{} does not end", thread.getName());
      }
    }
  }

  private ThreadFactory named(String prefix) {
    ThreadFactory numbered = DaemonThread.numbered(prefix);
    return task -> {
      Thread thread = numbered.newThread(task);
      threads.add(thread);
      return thread;
    };
  }
}
