package io.fswebhook.core.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are asked for.
 *
 * @param filter names no single delivery; deliveries with at least one task that it applies to,
 *     where it asks for handler, state or error
 * @param before only what was received before the delivery with this number; from the page before
 * @param limit how many at most, 1 to {@link #MOST}
 */
public record DeliveryQuery(TaskFilter filter, @Nullable Long before, int limit) {

  public static final int MOST = 200;

  public DeliveryQuery {
    if (filter.deliveryIds() != null) {
      throw new IllegalArgumentException("one delivery is no list: ask for it by its id");
    }
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit must be 1 to " + MOST + ", was " + limit);
    }
  }
}
