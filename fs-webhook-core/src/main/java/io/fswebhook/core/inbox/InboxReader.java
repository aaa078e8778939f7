package io.fswebhook.core.inbox;

import io.fswebhook.core.failure.InboxUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows what is stored. Reads beside the thread that writes, and what it looks at is bounded.
 * Blocks for as long as that takes, or throws {@link InboxUnavailableException}. Safe for use by
 * several threads.
 */
public interface InboxReader {

  /** Eight days of minutes. */
  int MOST_STEPS = 8 * 24 * 60;

  /** Deliveries, the youngest first. */
  DeliveryPage deliveries(DeliveryQuery query);

  /** All of one delivery. */
  Optional<DeliveryDetail> delivery(String id);

  /** How many tasks are not finished, by handler; those without any are missing. */
  Map<String, Long> pending();

  /** How many tasks are dead. */
  long dead();

  /**
   * Requests that were turned away, the youngest first; without what was kept of their bodies and
   * signatures, of which a page would be megabytes.
   */
  RejectionPage rejections(RejectionQuery query);

  /** One of them, with all that was kept. */
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

  /**
   * What was done, the youngest first.
   *
   * @param before only entries with a smaller id; null for the youngest
   * @param limit how many at most
   */
  AuditPage audit(@Nullable Long before, int limit);
}
