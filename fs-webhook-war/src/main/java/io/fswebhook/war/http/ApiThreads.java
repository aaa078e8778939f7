package io.fswebhook.war.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ManagedAsyncExecutor;
import org.glassfish.jersey.spi.ExecutorServiceProvider;

/**
 * The threads on which the API reads the inbox, so that searches never occupy server threads that
 * deliveries need. {@link Places} bounds the queue.
 */
@ManagedAsyncExecutor
public final class ApiThreads implements ExecutorServiceProvider, AutoCloseable {

  /** The maximum of requests in progress and queued. */
  public static final int MOST_REQUESTS = 40;

  /** On few cores, searches leave some to ingest; more than four would wait for connections. */
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

  /** Runs on the server's thread: reading a closed inbox fails immediately. */
  private static void afterTheEnd(Runnable task, ThreadPoolExecutor ended) {
    task.run();
  }

  @Override
  public ExecutorService getExecutorService() {
    return executor;
  }

  /** The threads outlive Jersey; they end with the receiver. */
  @Override
  public void dispose(ExecutorService ended) {}

  /** Lets running requests finish, for a few seconds at most. */
  @Override
  public void close() {
    threads.end(executor);
  }
}
