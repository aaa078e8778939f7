package io.fswebhook.core.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Which rejected requests are asked for.
 *
 * @param reason null for all
 * @param before only those with a smaller id; null for the youngest
 * @param limit how many at most, 1 to {@link DeliveryQuery#MOST}
 */
public record RejectionQuery(@Nullable String reason, @Nullable Long before, int limit) {

  public RejectionQuery {
    if (limit < 1 || limit > DeliveryQuery.MOST) {
      throw new IllegalArgumentException(
          "limit must be 1 to " + DeliveryQuery.MOST + ", was " + limit);
    }
  }
}
