package io.fswebhook.core.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done, the youngest first.
 *
 * @param next goes on after them; null when there are no more
 */
public record AuditPage(List<AuditEntry> items, @Nullable Long next) {

  public AuditPage {
    items = List.copyOf(items);
  }
}
