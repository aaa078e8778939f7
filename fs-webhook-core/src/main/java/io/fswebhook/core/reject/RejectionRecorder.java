package io.fswebhook.core.reject;

import io.fswebhook.core.explain.Effort;
import io.fswebhook.core.explain.RejectedRequest;
import io.fswebhook.core.explain.SentTokens;
import io.fswebhook.core.failure.ThrottledLog;
import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.lifecycle.PeriodicScheduler;
import io.fswebhook.core.verify.Excerpt;
import io.fswebhook.core.verify.HeaderExcerpt;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.TokenExcerpt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Records rejected requests: a few a second for each reason, explained and written in a batch once
 * a second, and the number of the rest. Anyone who can reach the port can be rejected, so in a
 * flood each request costs only a counter, and explaining is bounded each second. Failed writes are
 * dropped. Thread-safe.
 */
public final class RejectionRecorder implements AutoCloseable {

  private final ThrottledLog failures =
      new ThrottledLog(LoggerFactory.getLogger(RejectionRecorder.class));
  static final int A_SECOND = 10;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int LONGEST_DETAIL = 300;
  static final int BODY_START = 16 << 10;
  private static final int LARGEST_EXPLAINED = 1 << 20;
  private static final long MOST_HELD = 4L << 20; // of bodies that wait to be explained
  private static final long EFFORT = 32L << 20; // of one write

  private static final Finding NOT_LOOKED_AT =
      new Finding(
          "not-looked-at",
          false,
          "Not analyzed: its body is too large, or too much was rejected in the same second.");

  private final InboxOperations inbox;
  private final AtomicLong held = new AtomicLong();
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private volatile RejectionRules rules;
  private final PeriodicScheduler scheduler = new PeriodicScheduler("fs-webhook-rejections");

  /** The rejections of one reason since the last write. */
  private static final class Page {

    private final AtomicLong came = new AtomicLong();
    private final Queue<Noted> kept = new ConcurrentLinkedQueue<>();
  }

  /** The request is null if its body is too large to be held until it is explained. */
  private record Noted(Rejection rejection, @Nullable RejectedRequest request) {}

  /** Records nothing before {@link #start}. */
  public RejectionRecorder(RejectionRules rules, InboxOperations inbox) {
    this.rules = rules;
    this.inbox = inbox;
  }

  /** Records and explains by other rules from now on. */
  public void use(RejectionRules changed) {
    rules = changed;
  }

  /** Writes once a second, from now on. */
  public void start() {
    scheduler.every(SECOND, "recording rejected requests", this::write);
  }

  /**
   * Notes a rejected request. Quick, and never blocks.
   *
   * @param reason one of a few codes
   * @param detail holds nothing of the body
   */
  public void note(RawRequest request, String reason, @Nullable String detail) {
    RejectionRules now = rules;
    if (now.settings().most() == 0) {
      return;
    }
    Page page = pages.computeIfAbsent(reason, code -> new Page());
    if (page.came.incrementAndGet() <= A_SECOND) {
      page.kept.add(noted(request, reason, detail, now));
    }
  }

  private Noted noted(
      RawRequest request, String reason, @Nullable String detail, RejectionRules now) {
    RejectedRequest rejected = RejectedRequest.of(request, now.headers(), now.streams(), reason);
    Rejection rejection = rejection(request, rejected, detail, now);
    return new Noted(rejection, hold(rejected) ? rejected : null);
  }

  private boolean hold(RejectedRequest request) {
    int length = request.body().length;
    if (length > LARGEST_EXPLAINED || held.get() + length > MOST_HELD) {
      return false;
    }
    held.addAndGet(length);
    return true;
  }

  private static Rejection rejection(
      RawRequest request, RejectedRequest rejected, @Nullable String detail, RejectionRules now) {
    byte[] body = request.body();
    boolean keepBody = now.settings().keepBody();
    return new Rejection(
        request.receivedAt(),
        Excerpt.of(request.remoteAddress(), LONGEST_DETAIL),
        rejected.reason(),
        detail == null ? null : Excerpt.of(detail, LONGEST_DETAIL),
        header(request, rejected, now.headers()),
        request.size(),
        keepBody ? Arrays.copyOf(body, Math.min(body.length, BODY_START)) : null,
        0,
        keepBody ? rejected.signatureLines() : null,
        List.of());
  }

  private static @Nullable String header(
      RawRequest request, RejectedRequest rejected, List<String> headers) {
    SentTokens tokens = rejected.tokens();
    return tokens == null
        ? HeaderExcerpt.of(request.headers(), headers)
        : TokenExcerpt.of(tokens.headers());
  }

  /** Writes what was noted since the last write. */
  void write() {
    List<Rejection> all = new ArrayList<>();
    Effort effort = Effort.of(EFFORT);
    pages.values().forEach(page -> all.addAll(take(page, effort)));
    int most = rules.settings().most();
    if (!all.isEmpty() && most > 0) {
      inbox.keep(all, most);
    }
  }

  private List<Rejection> take(Page page, Effort effort) {
    long leftOut = Math.max(0, page.came.getAndSet(0) - A_SECOND);
    List<Rejection> taken = new ArrayList<>();
    Noted next = page.kept.poll();
    while (next != null) {
      Noted following = page.kept.poll();
      long others = following == null ? leftOut : 0;
      taken.add(next.rejection().with(others, findings(next, effort)));
      next = following;
    }
    return taken;
  }

  private List<Finding> findings(Noted noted, Effort effort) {
    RejectedRequest request = noted.request();
    if (request == null) {
      return List.of(NOT_LOOKED_AT);
    }
    held.addAndGet(-request.body().length);
    if (effort.isSpent()) {
      return List.of(NOT_LOOKED_AT);
    }
    try {
      return rules.explainer().explain(request, effort);
    } catch (RuntimeException e) { // a rejection without findings is better than none
      failures.error("explaining a rejected request failed", e);
      return List.of();
    }
  }

  /** Writes what was noted, including what is being explained. Must be closed before the inbox. */
  @Override
  public void close() {
    scheduler.close();
    write();
  }
}
