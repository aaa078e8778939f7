package io.fswebhook.core.dispatch;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls again and again, whatever becomes of a call. */
final class Timekeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Timekeeper.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(null, task, "fs-webhook-timekeeper", 0, false);
            daemon.setDaemon(true);
            return daemon;
          });

  /** The call must be quick, and must not wait for anything. */
  void every(Duration interval, String what, Runnable call) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> guarded(what, call),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static void guarded(String what, Runnable call) {
    try {
      call.run();
    } catch (Throwable e) { // one that came through would be the last call
      LOG.error("{} failed, to be done again", what, e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
