package io.fswebhook.core.dispatch;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one handler. A thread that a handler keeps after its time-out is replaced, up to
 * as many as the handler may have; when those are kept too, it gets no more until one comes back.
 */
final class LaneThreads {

  private static final Logger LOG = LoggerFactory.getLogger(LaneThreads.class);
  private static final long KEEP_ALIVE_SECONDS = 30;

  private final String handler;
  private final int concurrency;
  private final ThreadPoolExecutor pool;
  private int lost;

  LaneThreads(String handler, int concurrency) {
    this.handler = handler;
    this.concurrency = concurrency;
    AtomicInteger number = new AtomicInteger();
    this.pool =
        new ThreadPoolExecutor(
            concurrency,
            concurrency,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread =
                  new Thread(task, "fs-webhook-" + handler + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  void execute(Runnable attempt) {
    pool.execute(attempt);
  }

  synchronized void lost() {
    lost++;
    if (lost == 2 * concurrency) {
      LOG.error(
          "handler {} keeps {} threads past their time and gets no more until one returns; its deliveries"
              + " wait. Let it give up when it is interrupted, or restart the receiver",
          handler,
          lost);
    }
    resize();
  }

  synchronized void found() {
    lost--;
    resize();
  }

  private void resize() {
    int size = concurrency + Math.min(lost, concurrency);
    if (size > pool.getMaximumPoolSize()) {
      pool.setMaximumPoolSize(size);
      pool.setCorePoolSize(size);
      return;
    }
    pool.setCorePoolSize(size);
    pool.setMaximumPoolSize(size);
  }

  void discardQueued() {
    pool.getQueue().clear();
  }

  void shutdown() {
    pool.shutdown();
  }
}
