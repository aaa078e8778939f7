package io.fswebhook.war.http;

import io.fswebhook.core.lifecycle.DaemonThread;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the threads of an executor: it terminates slightly before its threads do, and servers check
 * for leaked threads at that moment.
 */
final class JoinedThreads implements ThreadFactory {

  private static final Logger LOG = LoggerFactory.getLogger(JoinedThreads.class);
  private static final int LONGEST_END_SECONDS = 5;

  private final ThreadFactory numbered;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  JoinedThreads(String prefix) {
    this.numbered = DaemonThread.numbered(prefix);
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = numbered.newThread(task);
    threads.add(thread);
    return thread;
  }

  /** Lets running tasks finish, for a few seconds at most. */
  void end(ExecutorService executor) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(LONGEST_END_SECONDS));
        if (thread.isAlive()) {
          LOG.warn("{} did not stop", thread.getName());
        }
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
