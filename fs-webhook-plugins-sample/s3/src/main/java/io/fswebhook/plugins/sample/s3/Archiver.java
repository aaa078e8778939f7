package io.fswebhook.plugins.sample.s3;

import io.fswebhook.api.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects deliveries into groups and stores one group after the other, on a thread of its own,
 * while the attempts wait. All that knows which delivery is where belongs to that thread.
 */
final class Archiver implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Archiver.class);

  /** Longer than an upload may take. */
  private static final Duration STOP = Duration.ofMinutes(1);

  private final StoreGroup storeGroup;
  private final GroupLimits limits;
  private final BlockingQueue<WaitingAttempt> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean isStopped;

  private Archiver(String handlerName, StoreGroup storeGroup, GroupLimits limits) {
    this.storeGroup = storeGroup;
    this.limits = limits;
    this.thread = new Thread(this::run, handlerName + "-archiver");
    thread.setDaemon(true);
  }

  static Archiver start(String handlerName, StoreGroup storeGroup, GroupLimits limits) {
    Archiver archiver = new Archiver(handlerName, storeGroup, limits);
    archiver.thread.start();
    return archiver;
  }

  /** Returns once an object has the delivery. */
  void store(Delivery delivery) throws IOException, InterruptedException {
    WaitingAttempt waiting = WaitingAttempt.of(delivery);
    queue.add(waiting);
    if (isStopped) {
      waiting.stored().cancel(false);
    }
    try {
      waiting.stored().get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(cause.getMessage(), cause);
    } catch (CancellationException e) {
      throw new IOException("the handler is stopped", e);
    } catch (InterruptedException e) {
      waiting.stored().cancel(false);
      throw e;
    }
  }

  private void run() {
    List<WaitingAttempt> group = new ArrayList<>();
    try (storeGroup) {
      while (true) {
        fill(group);
        run(group);
        group.clear();
      }
    } catch (InterruptedException e) {
      log.debug("stopped");
    } catch (IOException e) {
      log.warn("the spool was not closed", e);
    } finally {
      isStopped = true;
      queue.drainTo(group);
      group.forEach(each -> each.stored().cancel(false));
    }
  }

  private void run(List<WaitingAttempt> group) throws InterruptedException {
    group.removeIf(each -> each.stored().isDone());
    try {
      storeGroup.run(group);
    } catch (IOException | RuntimeException | Error e) {
      group.forEach(each -> each.stored().completeExceptionally(e));
    }
  }

  private void fill(List<WaitingAttempt> group) throws InterruptedException {
    WaitingAttempt next = queue.take();
    long end = System.nanoTime() + limits.longestWait().toNanos();
    long bytes = 0;
    while (next != null) {
      group.add(next);
      bytes += next.delivery().body().length;
      next = isComplete(group.size(), bytes) ? null : nextUntil(end);
    }
  }

  private boolean isComplete(int deliveries, long bytes) {
    return deliveries >= limits.deliveries() || bytes >= limits.bytes();
  }

  private @Nullable WaitingAttempt nextUntil(long end) throws InterruptedException {
    return queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** Ends the attempts that still wait. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
