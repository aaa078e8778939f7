package io.fswebhook.core.reject;

import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.verify.Excerpt;
import io.fswebhook.core.verify.HeaderExcerpt;
import io.fswebhook.core.verify.RawRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a trace of rejected requests: a few a second of each reason, written together once a
 * second, and of the rest their number. Whoever can reach the port can be rejected, so a flood
 * costs a counter each. What cannot be written is forgotten. Safe for use by several threads.
 */
public final class RejectionBook implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RejectionBook.class);
  static final int A_SECOND = 10;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int LONGEST_DETAIL = 300;
  private static final int BODY_START = 1_024;

  private final RejectionSettings settings;
  private final List<String> headers;
  private final InboxOperations inbox;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "fs-webhook-rejections");
            thread.setDaemon(true);
            return thread;
          });

  /** Those of one reason since the last time they were written. */
  private static final class Page {

    private final AtomicLong came = new AtomicLong();
    private final Queue<Rejection> kept = new ConcurrentLinkedQueue<>();
  }

  /**
   * An empty one.
   *
   * @param headers that may carry the signature
   */
  public RejectionBook(RejectionSettings settings, List<String> headers, InboxOperations inbox) {
    this.settings = settings;
    this.headers = List.copyOf(headers);
    this.inbox = inbox;
  }

  /** Writes once a second, from now on. */
  public void start() {
    if (settings.most() == 0) {
      return;
    }
    long millis = SECOND.toMillis();
    var unused =
        writer.scheduleWithFixedDelay(this::writeGuarded, millis, millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Notes one. Quick, and never waits.
   *
   * @param reason one of a few codes
   * @param detail holds nothing of the body
   */
  public void note(RawRequest request, String reason, @Nullable String detail) {
    if (settings.most() == 0) {
      return;
    }
    Page page = pages.computeIfAbsent(reason, code -> new Page());
    if (page.came.incrementAndGet() <= A_SECOND) {
      page.kept.add(rejection(request, reason, detail));
    }
  }

  private Rejection rejection(RawRequest request, String reason, @Nullable String detail) {
    byte[] body = request.body();
    return new Rejection(
        request.receivedAt(),
        Excerpt.of(request.remoteAddress(), LONGEST_DETAIL),
        reason,
        detail == null ? null : Excerpt.of(detail, LONGEST_DETAIL),
        HeaderExcerpt.of(request.headers(), headers),
        body.length,
        settings.keepBody() ? Arrays.copyOf(body, Math.min(body.length, BODY_START)) : null,
        0);
  }

  private void writeGuarded() {
    try {
      write();
    } catch (RuntimeException | Error e) { // one that came through would be the last call
      LOG.error("keeping rejected requests failed, to be done again", e);
    }
  }

  /** Writes what was noted since the last time. */
  void write() {
    List<Rejection> all = new ArrayList<>();
    pages.values().forEach(page -> all.addAll(take(page)));
    if (!all.isEmpty()) {
      inbox.keep(all, settings.most());
    }
  }

  private static List<Rejection> take(Page page) {
    long leftOut = Math.max(0, page.came.getAndSet(0) - A_SECOND);
    List<Rejection> taken = new ArrayList<>();
    for (Rejection next = page.kept.poll(); next != null; next = page.kept.poll()) {
      taken.add(next);
    }
    if (leftOut > 0 && !taken.isEmpty()) {
      int last = taken.size() - 1;
      taken.set(last, taken.get(last).withLeftOut(leftOut));
    }
    return taken;
  }

  /** Writes what was noted. To be closed before the inbox. */
  @Override
  public void close() {
    writer.shutdownNow();
    writeGuarded();
  }
}
