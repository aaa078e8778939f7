package io.fswebhook.core.inbox;

import java.util.List;

/**
 * Deliveries, oldest first.
 *
 * @param items the matches
 * @param start where the page begins, to read it again
 * @param end where the next page begins, for {@link FeedQuery#after}
 * @param more whether there may be more already
 */
public record FeedPage(List<DeliverySummary> items, ListPlace start, ListPlace end, boolean more) {

  public FeedPage {
    items = List.copyOf(items);
  }
}
