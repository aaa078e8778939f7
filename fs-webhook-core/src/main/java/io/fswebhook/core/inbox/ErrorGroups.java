package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of errors, the most frequent first.
 *
 * @param items at most {@link #MOST}
 * @param searchedTo how far back was looked when the bound on the work ended the search; else null
 */
public record ErrorGroups(List<ErrorGroup> items, @Nullable Instant searchedTo) {

  public static final int MOST = 100;

  public ErrorGroups {
    items = List.copyOf(items);
  }
}
