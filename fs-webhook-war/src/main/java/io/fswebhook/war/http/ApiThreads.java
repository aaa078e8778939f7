package io.fswebhook.war.http;

import io.fswebhook.core.lifecycle.DaemonThread;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ManagedAsyncExecutor;
import org.glassfish.jersey.spi.ExecutorServiceProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the API reads the inbox: on a few threads of its own, so that searches never have those of
 * the server, which deliveries need. How many requests wait for one is bounded by {@link Places}.
 */
@ManagedAsyncExecutor
public final class ApiThreads implements ExecutorServiceProvider, AutoCloseable {

  /** How many requests are worked on or wait. */
  public static final int MOST_REQUESTS = 40;

  /** Of few cores, searches leave some to receipts; more than four would wait for connections. */
  public static final int THREADS =
      Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));

  private static final Logger LOG = LoggerFactory.getLogger(ApiThreads.class);
  private static final int LONGEST_END_SECONDS = 5;

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_REQUESTS),
          named(),
          ApiThreads::afterTheEnd);

  /** None is started yet. */
  public ApiThreads() {}

  /** On the server's thread: what reads a closed inbox says so at once. */
  private static void afterTheEnd(Runnable task, ThreadPoolExecutor ended) {
    task.run();
  }

  private ThreadFactory named() {
    ThreadFactory numbered = DaemonThread.numbered("fs-webhook-api-");
    return task -> {
      Thread thread = numbered.newThread(task);
      threads.add(thread);
      return thread;
    };
  }

  @Override
  public ExecutorService getExecutorService() {
    return executor;
  }

  /** Jersey's end is not that of the threads: they end with the receiver. */
  @Override
  public void dispose(ExecutorService ended) {}

  /** Lets what was begun come to its end, for a few seconds at most. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(LONGEST_END_SECONDS));
        if (thread.isAlive()) {
          LOG.warn("{} does not end", thread.getName());
        }
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
