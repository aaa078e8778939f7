package io.fswebhook.core.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Audit entries, newest first.
 *
 * @param next where the next page begins; null if there are no more
 */
public record AuditPage(List<AuditEntry> items, @Nullable Long next) {

  public AuditPage {
    items = List.copyOf(items);
  }
}
