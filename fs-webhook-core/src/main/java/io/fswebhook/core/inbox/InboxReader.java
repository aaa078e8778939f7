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

  /** Deliveries, the youngest first. */
  DeliveryPage deliveries(DeliveryQuery query);

  /** All of one delivery. */
  Optional<DeliveryDetail> delivery(String id);

  /** How many handlings are not finished, by handler; those without any are missing. */
  Map<String, Long> waiting();

  /** How many handlings are dead. */
  long dead();

  /** Requests that were turned away, the youngest first. */
  RejectionPage rejections(RejectionQuery query);

  /** One of them. */
  Optional<KeptRejection> rejection(long id);

  /**
   * What happened, in steps of whole minutes, also those in which nothing did.
   *
   * @param from included
   * @param before excluded
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
