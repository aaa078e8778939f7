package io.fswebhook.core.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Selects rejections.
 *
 * @param reason null for all
 * @param before only those that come after this one in the list; null for the newest
 * @param limit the maximum number, 1 to {@link DeliveryQuery#MOST}
 */
public record RejectionQuery(@Nullable String reason, @Nullable ListPlace before, int limit) {

  public RejectionQuery {
    if (limit < 1 || limit > DeliveryQuery.MOST) {
      throw new IllegalArgumentException(
          "limit must be 1 to " + DeliveryQuery.MOST + ", was " + limit);
    }
  }
}
