package io.fswebhook.war.api;

import io.fswebhook.core.inbox.StartedOperation;
import io.fswebhook.core.inbox.TaskCount;
import java.util.Map;
import java.util.TreeMap;

/** Results of operations. Public for JSON-B. */
public final class Outcomes {

  private Outcomes() {}

  /** The operation continues in the background. */
  public record Running(String status) {}

  /** What a replay or discard would affect. */
  public record Counted(boolean dryRun, long deliveries, Map<String, Long> tasks) {

    static Counted of(TaskCount count) {
      Map<String, Long> tasks = new TreeMap<>();
      count.tasks().forEach((state, number) -> tasks.put(state.code(), number));
      return new Counted(true, count.deliveries(), tasks);
    }
  }

  /** The result of replaying one delivery. */
  public record Replayed(long begunAgain, long broughtForward) {

    static Replayed of(io.fswebhook.core.inbox.Replayed replayed) {
      return new Replayed(replayed.begunAgain(), replayed.broughtForward());
    }
  }

  /** An operation that goes on in the background. */
  public record Going(String operation, String status) {}

  /** The result of a bulk replay. */
  public record BulkReplayed(
      String operation, String status, boolean dryRun, long begunAgain, long broughtForward) {

    static BulkReplayed of(
        long operation, StartedOperation.Ended<io.fswebhook.core.inbox.Replayed> ended) {
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

  /** What removing a subscription would discard. */
  public record Removable(boolean dryRun, long pending) {}

  /** How many were discarded. */
  public record Discarded(boolean dryRun, long discarded) {}

  /** A received test event. */
  public record Tested(String id, String status) {}
}
