package io.fswebhook.core.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations, the newest first.
 *
 * @param next goes on after them; null when there are no more
 */
public record OperationPage(List<BulkOperation> items, @Nullable ListPlace next) {

  public OperationPage {
    items = List.copyOf(items);
  }
}
