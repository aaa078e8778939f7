package io.fswebhook.core.inbox;

import io.fswebhook.core.failure.InboxUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is stored, concurrently with the writer thread and with bounded work. Blocks while it
 * reads, or throws {@link InboxUnavailableException}. Thread-safe.
 */
public interface InboxReader {

  /** Eight days of minutes. */
  int MOST_STEPS = 8 * 24 * 60;

  /** Deliveries, newest first. */
  DeliveryPage deliveries(DeliveryQuery query);

  /**
   * Deliveries in the order of receipt, from a place on, to follow what arrives: whoever reads page
   * after page misses none, whichever node stores it.
   */
  FeedPage feed(FeedQuery query);

  /** One delivery in full. */
  Optional<DeliveryDetail> delivery(String id);

  /**
   * Dead letters by handler and kind of error.
   *
   * @param filter without ids; its state is ignored
   */
  ErrorGroups errorGroups(TaskFilter filter);

  /** How many tasks are pending, retrying or dead, by handler, at one moment. */
  Backlog backlog();

  /** How many bytes each part of the inbox takes on disk; the parts depend on the database. */
  Map<String, Long> sizes();

  /**
   * Rejections, newest first, without their bodies and signatures, which would make a page
   * megabytes long.
   */
  RejectionPage rejections(RejectionQuery query);

  /** A rejection with everything that was stored. */
  Optional<KeptRejection> rejection(long id);

  /**
   * The activity of all nodes together, in steps of whole minutes, including steps without any.
   * Kept for eight days, and a few seconds late.
   *
   * @param from inclusive; the first step contains it. Steps are aligned to 1970
   * @param before exclusive, but the minute that contains it is included
   * @throws IllegalArgumentException if the step is shorter than a minute, or there would be more
   *     than {@link #MOST_STEPS}
   */
  List<ActivityStep> activity(Instant from, Instant before, Duration step);

  /** The attempts of one handler; see {@link #activity}. */
  List<HandlerStep> activity(String handler, Instant from, Instant before, Duration step);

  /**
   * Bulk replays and discards, newest first.
   *
   * @param before only those after this one in the list; null for the newest
   * @param limit the maximum number
   */
  OperationPage operations(@Nullable ListPlace before, int limit);

  /** One bulk replay or discard. */
  Optional<BulkOperation> operation(long id);

  /** Alerts, newest first. */
  AlertPage alerts(AlertQuery query);

  /** One alert. */
  Optional<KeptAlert> alert(long id);

  /**
   * Audit entries, newest first.
   *
   * @param before only entries with a smaller id; null for the newest
   * @param limit the maximum number
   */
  AuditPage audit(@Nullable Long before, int limit);
}
