package io.fswebhook.core.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Selects alerts. A null selects all.
 *
 * @param open whether they are open
 * @param before only those that come after this one in the list; null for the newest
 * @param limit the maximum number, 1 to {@link DeliveryQuery#MOST}
 */
public record AlertQuery(
    @Nullable Boolean open,
    @Nullable String kind,
    @Nullable String subject,
    @Nullable ListPlace before,
    int limit) {

  public AlertQuery {
    if (limit < 1 || limit > DeliveryQuery.MOST) {
      throw new IllegalArgumentException(
          "limit must be 1 to " + DeliveryQuery.MOST + ", was " + limit);
    }
  }
}
