package io.fswebhook.core.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alerts, newest first.
 *
 * @param next where the next page begins, for {@link AlertQuery#before}; null if there are no more
 */
public record AlertPage(List<KeptAlert> items, @Nullable ListPlace next) {

  public AlertPage {
    items = List.copyOf(items);
  }
}
