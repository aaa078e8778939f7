package io.fswebhook.core.inbox;

import io.fswebhook.core.failure.InboxUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  /** All of one delivery. */
  Optional<DeliveryDetail> delivery(String id);

  /**
   * Dead letters by handler and kind of error.
   *
   * @param filter names no single deliveries; its state does not matter
   */
  ErrorGroups errorGroups(TaskFilter filter);

  /** How many tasks are pending, retrying or dead, by handler, at one moment. */
  Backlog backlog();

  /**
   * Rejected requests, newest first; without their bodies and signatures, which would make a page
   * megabytes long.
   */
  RejectionPage rejections(RejectionQuery query);

  /** A rejected request with everything that was stored. */
  Optional<KeptRejection> rejection(long id);

  /**
   * What happened on all nodes together, in steps of whole minutes, also those in which nothing
   * did. Known for eight days, and a few seconds late.
   *
   * @param from included; the first step is the one that it is in, and steps begin where a whole
   *     number of them has passed since 1970
   * @param before excluded; the minute that it is in has begun, and is included
   * @throws IllegalArgumentException when the step is shorter than a minute, or more than {@link
   *     #MOST_STEPS} are asked for
   */
  List<ActivityStep> activity(Instant from, Instant before, Duration step);

  /** The attempts of one handler, as of {@link #activity}. */
  List<HandlerStep> activity(String handler, Instant from, Instant before, Duration step);

  /**
   * Replays and discards of many tasks, newest first.
   *
   * @param before only those that come after this one in the list; null for the newest
   * @param limit how many at most
   */
  OperationPage operations(@Nullable ListPlace before, int limit);

  /** One of them. */
  Optional<BulkOperation> operation(long id);

  /**
   * Audit entries, newest first.
   *
   * @param before only entries with a smaller id; null for the youngest
   * @param limit how many at most
   */
  AuditPage audit(@Nullable Long before, int limit);
}
