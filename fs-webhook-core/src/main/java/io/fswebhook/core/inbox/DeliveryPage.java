package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries, the youngest first.
 *
 * @param items those that were found
 * @param next goes on after them, as {@link DeliveryQuery#before}; null when there are no more
 * @param searchedTo how far back was looked when the bound on the work ended the search before the
 *     page was full; else null
 */
public record DeliveryPage(
    List<DeliverySummary> items, @Nullable Long next, @Nullable Instant searchedTo) {

  public DeliveryPage {
    items = List.copyOf(items);
  }
}
