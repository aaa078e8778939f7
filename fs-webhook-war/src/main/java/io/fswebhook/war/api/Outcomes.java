package io.fswebhook.war.api;

import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.StartedOperation;
import io.fswebhook.core.inbox.TaskCount;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Results of operations. Public for JSON-B. */
public final class Outcomes {

  private Outcomes() {}

  /** It continues in the background; {@code operation}: null for one without an id. */
  public record Running(@Nullable String operation, String status) {}

  /** What a replay, a discard or a deletion would affect. */
  public record Counted(boolean dryRun, long deliveries, Map<String, Long> tasks) {

    static Counted of(TaskCount count) {
      Map<String, Long> tasks = new TreeMap<>();
      count.tasks().forEach((state, number) -> tasks.put(state.code(), number));
      return new Counted(true, count.deliveries(), tasks);
    }
  }

  /** The result of a bulk replay. */
  public record BulkReplayed(
      String operation, String status, boolean dryRun, long begunAgain, long broughtForward) {

    static BulkReplayed of(long operation, StartedOperation.Ended<Replayed> ended) {
      return new BulkReplayed(
          String.valueOf(operation),
          ended.state().code(),
          false,
          ended.result().begunAgain(),
          ended.result().broughtForward());
    }
  }

  /** The result of a bulk discard. */
  public record BulkDiscarded(String operation, String status, boolean dryRun, long discarded) {

    static BulkDiscarded of(long operation, StartedOperation.Ended<Long> ended) {
      return new BulkDiscarded(
          String.valueOf(operation), ended.state().code(), false, ended.result());
    }
  }

  /** The result of a deletion: how many deliveries it deleted. */
  public record BulkDeleted(String operation, String status, boolean dryRun, long deleted) {

    static BulkDeleted of(long operation, StartedOperation.Ended<Long> ended) {
      return new BulkDeleted(
          String.valueOf(operation), ended.state().code(), false, ended.result());
    }
  }

  /** What removing a subscription would discard. */
  public record Removable(boolean dryRun, long pending) {}

  /** How many were discarded. */
  public record Discarded(boolean dryRun, long discarded) {}

  /** What reading the settings again has changed, or would change. */
  public record Reloaded(
      boolean dryRun, String loadedAt, List<String> changed, List<String> restartNeeded) {}

  /** A received test event. */
  public record Tested(String id, String status) {}
}
