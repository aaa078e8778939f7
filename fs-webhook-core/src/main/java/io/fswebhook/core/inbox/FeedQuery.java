package io.fswebhook.core.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Selects deliveries in the order of receipt.
 *
 * @param filter without ids; from its {@code receivedFrom} on if there is no place
 * @param after only those after this place, which a page before it ended at; null for a new feed,
 *     which begins now unless the filter says since when
 * @param limit the maximum number, 1 to {@link DeliveryQuery#MOST}
 */
public record FeedQuery(TaskFilter filter, @Nullable ListPlace after, int limit) {

  public FeedQuery {
    if (filter.deliveryIds() != null) {
      throw new IllegalArgumentException(
          "a feed cannot be filtered by ids: get each delivery by its id");
    }
    if (limit < 1 || limit > DeliveryQuery.MOST) {
      throw new IllegalArgumentException(
          "limit must be 1 to " + DeliveryQuery.MOST + ", was " + limit);
    }
  }
}
