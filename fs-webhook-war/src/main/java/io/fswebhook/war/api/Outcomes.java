package io.fswebhook.war.api;

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

  /** The result of a bulk replay. */
  public record BulkReplayed(boolean dryRun, long begunAgain, long broughtForward) {

    static BulkReplayed of(io.fswebhook.core.inbox.Replayed replayed) {
      return new BulkReplayed(false, replayed.begunAgain(), replayed.broughtForward());
    }
  }

  /** What removing a subscription would discard. */
  public record Removable(boolean dryRun, long pending) {}

  /** How many were discarded. */
  public record Discarded(boolean dryRun, long discarded) {}

  /** A received test event. */
  public record Tested(String id, String status) {}
}
