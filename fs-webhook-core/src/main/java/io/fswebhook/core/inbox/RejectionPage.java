package io.fswebhook.core.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rejected requests, the youngest first.
 *
 * @param next goes on after them, as {@link RejectionQuery#before}; null when there are no more
 */
public record RejectionPage(List<KeptRejection> items, @Nullable ListPlace next) {

  public RejectionPage {
    items = List.copyOf(items);
  }
}
