package io.fswebhook.core.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Selects deliveries for a list.
 *
 * @param filter without ids. If it has a handler, state or error, deliveries with at least one such
 *     task match
 * @param before only deliveries received before the one with this number; from the previous page
 * @param limit the maximum number, 1 to {@link #MOST}
 */
public record DeliveryQuery(TaskFilter filter, @Nullable Long before, int limit) {

  public static final int MOST = 200;

  public DeliveryQuery {
    if (filter.deliveryIds() != null) {
      throw new IllegalArgumentException(
          "a list cannot be filtered by ids: get each delivery by its id");
    }
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit must be 1 to " + MOST + ", was " + limit);
    }
  }
}
