package io.fswebhook.war.api;

import io.fswebhook.core.inbox.OperationRequest;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.war.access.Caller;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bulk request.
 *
 * @param handlers null for each task's own handler
 * @param dryRun whether to only count
 */
record Bulk(TaskFilter filter, @Nullable Set<String> handlers, boolean dryRun) {

  static final String FILTER = "filter";
  static final String HANDLERS = "handlers";
  static final String DRY_RUN = "dryRun";

  private static final int MOST_HANDLERS = 100;
  private static final String[] FILTER_NAMES =
      Stream.concat(Filters.NAMES.stream(), Stream.of(Filters.IDS)).toArray(String[]::new);

  /** An empty filter matches everything; a missing one is an error. */
  static Bulk of(Members members) {
    Members filter = members.neededObject(FILTER, FILTER_NAMES);
    return new Bulk(Filters.of(filter), handlers(members), members.neededFlag(DRY_RUN));
  }

  static @Nullable Set<String> handlers(Members members) {
    return members.names(HANDLERS, MOST_HANDLERS).orElse(null);
  }

  /** The operation that it asks for. */
  OperationRequest request(Caller caller) {
    return new OperationRequest(
        filter,
        handlers == null ? null : List.copyOf(handlers),
        caller.name(),
        caller.role().code());
  }

  /** All handlers named in the request. */
  Set<String> named() {
    Set<String> named = new TreeSet<>(handlers == null ? Set.of() : handlers);
    if (filter.handler() != null) {
      named.add(filter.handler());
    }
    return named;
  }
}
