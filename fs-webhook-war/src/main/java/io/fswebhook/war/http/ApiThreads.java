package io.fswebhook.war.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ManagedAsyncExecutor;
import org.glassfish.jersey.spi.ExecutorServiceProvider;

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

  private final JoinedThreads threads = new JoinedThreads("fs-webhook-api-");
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_REQUESTS),
          threads,
          ApiThreads::afterTheEnd);

  /** None is started yet. */
  public ApiThreads() {}

  /** On the server's thread: what reads a closed inbox says so at once. */
  private static void afterTheEnd(Runnable task, ThreadPoolExecutor ended) {
    task.run();
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
    threads.end(executor);
  }
}
