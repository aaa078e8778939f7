package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries, newest first.
 *
 * @param items the matches
 * @param next where the next page begins, for {@link DeliveryQuery#before}; null if there are no
 *     more
 * @param searchedTo how far back the search went if it stopped before the page was full; otherwise
 *     null
 */
public record DeliveryPage(
    List<DeliverySummary> items, @Nullable Long next, @Nullable Instant searchedTo) {

  public DeliveryPage {
    items = List.copyOf(items);
  }
}
