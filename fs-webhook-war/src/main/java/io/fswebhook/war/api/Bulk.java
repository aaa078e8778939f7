package io.fswebhook.war.api;

import io.fswebhook.core.inbox.TaskFilter;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of many deliveries.
 *
 * @param handlers null for each one's own
 * @param dryRun whether they are only counted
 */
record Bulk(TaskFilter filter, @Nullable Set<String> handlers, boolean dryRun) {

  static final String FILTER = "filter";
  static final String HANDLERS = "handlers";
  static final String DRY_RUN = "dryRun";

  private static final int MOST_HANDLERS = 100;

  /** An empty filter means all, a missing one is a slip. */
  static Bulk of(Members members) {
    Members filter = members.neededObject(FILTER, Filters.NAMES);
    return new Bulk(Filters.of(filter), handlers(members), members.neededFlag(DRY_RUN));
  }

  static @Nullable Set<String> handlers(Members members) {
    return members.names(HANDLERS, MOST_HANDLERS).orElse(null);
  }

  /** The handlers that are named anywhere. */
  Set<String> named() {
    Set<String> named = new TreeSet<>(handlers == null ? Set.of() : handlers);
    if (filter.handler() != null) {
      named.add(filter.handler());
    }
    return named;
  }

  String words() {
    return Filters.words(filter);
  }
}
