package io.fswebhook.core.alert;

import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.core.lifecycle.DaemonThread;
import io.fswebhook.core.text.Printable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages to one target, and its thread. A message that does not arrive is repeated a few
 * times; then it is left to a later claim.
 */
final class TargetQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TargetQueue.class);
  private static final int LONGEST = 100;
  private static final int REPEATEDLY = 3;

  private final ThreadPoolExecutor thread;
  private final List<Duration> waits;
  private final Clock clock;
  private volatile AlertTarget target;
  private volatile int failures;
  private volatile @Nullable Instant failingSince;

  TargetQueue(AlertTarget target, List<Duration> waits, Clock clock) {
    this.target = target;
    this.waits = waits;
    this.clock = clock;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(LONGEST),
            DaemonThread.numbered("fs-webhook-alerts-" + target.name() + "-"),
            new ThreadPoolExecutor.DiscardPolicy());
    thread.allowCoreThreadTimeOut(true);
  }

  AlertTarget target() {
    return target;
  }

  void use(AlertTarget changed) {
    AlertTarget before = target;
    target = changed;
    before.close();
  }

  /** If there are too many, it is discarded, and its claim ends. */
  void send(AlertMessage message, Runnable delivered) {
    thread.execute(() -> attempt(message, delivered));
  }

  private void attempt(AlertMessage message, Runnable delivered) {
    for (Duration wait : waits) {
      if (!hasWaited(wait)) {
        return;
      }
      if (hasSent(message)) {
        delivered.run();
        return;
      }
    }
    LOG.warn(
        "the alert {} did not reach the target {} in {} attempts; it is repeated later",
        message.kind().code(),
        target.name(),
        waits.size());
  }

  private static boolean hasWaited(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean hasSent(AlertMessage message) {
    try {
      target.send(message);
      failures = 0;
      failingSince = null;
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception | LinkageError e) {
      failed(e);
      return false;
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes it
  private void failed(Throwable why) {
    failures++;
    if (failingSince == null) {
      failingSince = clock.instant();
    }
    LOG.info(
        "an alert did not reach the target {}: {}",
        target.name(),
        Printable.line(String.valueOf(why.getMessage())));
  }

  /** That the target fails repeatedly. */
  Stream<AttentionItem> failing() {
    return failures < REPEATEDLY
        ? Stream.empty()
        : Stream.of(
            new AttentionItem(
                Kind.ALERT_TARGET_FAILING,
                Severity.WARN,
                target.name(),
                "Alerts do not reach the target " + target.name() + ".",
                failingSince,
                null));
  }

  @Override
  public void close() {
    var unused = thread.shutdownNow();
    target.close();
  }
}
