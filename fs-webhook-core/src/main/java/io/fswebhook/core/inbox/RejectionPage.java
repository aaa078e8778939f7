package io.fswebhook.core.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rejections, newest first.
 *
 * @param next where the next page begins, for {@link RejectionQuery#before}; null if there are no
 *     more
 */
public record RejectionPage(List<KeptRejection> items, @Nullable ListPlace next) {

  public RejectionPage {
    items = List.copyOf(items);
  }
}
