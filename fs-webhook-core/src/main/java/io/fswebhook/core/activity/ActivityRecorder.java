package io.fswebhook.core.activity;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.HandlerStep;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.lifecycle.PeriodicScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes activity counts every few seconds and counts pending tasks. A write that fails is repeated
 * later without counting twice. Without activity it writes once a minute.
 */
public final class ActivityRecorder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ActivityRecorder.class);
  private static final Duration INTERVAL = Duration.ofSeconds(3);
  private static final int SHARE = 100; // of the time, one part of so many goes into counting
  private static final long MOST_LATE = Duration.ofSeconds(30).toNanos();

  private static final DeliveryQuery ANY = new DeliveryQuery(TaskFilter.ALL, null, 1);

  private final ActivityCounts counts;
  private final InboxOperations inbox;
  private final InboxReader reader;
  private final long run = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
  private final PeriodicScheduler scheduler = new PeriodicScheduler("fs-webhook-activity");
  private volatile boolean closing;
  private volatile @Nullable Backlog backlog;
  private volatile Map<String, Long> sizes = Map.of();
  private volatile boolean hasStored;
  private long lookAgainAt = System.nanoTime(); // belongs to the thread of the recorder
  private CompletableFuture<?> writing = CompletableFuture.completedFuture(null); // guarded by this

  public ActivityRecorder(ActivityCounts counts, InboxOperations inbox, InboxReader reader) {
    this.counts = counts;
    this.inbox = inbox;
    this.reader = reader;
  }

  /** Writes every few seconds, from now on. */
  public void start() {
    scheduler.every(
        Duration.ZERO,
        INTERVAL,
        "recording activity",
        () -> {
          look();
          write();
        });
  }

  /**
   * The longer counting takes, the less often it is done, but every half minute. A count that
   * failed is repeated as soon as possible, however long it took to fail.
   */
  void look() {
    long beganAt = System.nanoTime();
    if (closing || beganAt - lookAgainAt < 0) {
      return;
    }
    try {
      Backlog counted = reader.backlog();
      counts.pending(counted.all().unfinished());
      backlog = counted;
      sizes = reader.sizes();
      if (!hasStored) {
        hasStored = !reader.deliveries(ANY).items().isEmpty();
      }
      long endedAt = System.nanoTime();
      lookAgainAt = endedAt + Math.min(SHARE * (endedAt - beganAt), MOST_LATE);
    } catch (InboxUnavailableException e) {
      backlog = null;
      sizes = Map.of();
      LOG.debug("pending tasks cannot be counted now", e);
    }
  }

  /** As of the last count; empty before the first one, and while the inbox cannot be read. */
  public Optional<Backlog> backlog() {
    return Optional.ofNullable(backlog);
  }

  /** As {@link InboxReader#sizes}, and as late as {@link #backlog}. */
  public Map<String, Long> sizes() {
    return sizes;
  }

  /** Whether a delivery was found in the inbox since the start; as late as {@link #backlog}. */
  public boolean hasStored() {
    return hasStored;
  }

  /** Writes changes, unless the previous write is still in progress. */
  synchronized void write() {
    List<ActivityStep> news = counts.news();
    List<HandlerStep> handlerNews = counts.handlerNews();
    if ((news.isEmpty() && handlerNews.isEmpty()) || !(closing || writing.isDone())) {
      return;
    }
    writing =
        inbox
            .keepActivity(run, news, handlerNews)
            .whenComplete(
                (nothing, failure) -> {
                  if (failure == null) {
                    counts.kept(news);
                    counts.keptOfHandlers(handlerNews);
                  }
                })
            .toCompletableFuture();
  }

  /** Writes the remaining counts. Must be closed before the inbox. */
  @Override
  public void close() {
    closing = true;
    scheduler.close();
    write();
  }
}
