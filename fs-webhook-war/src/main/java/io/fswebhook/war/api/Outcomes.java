package io.fswebhook.war.api;

import io.fswebhook.core.inbox.TaskCount;
import java.util.Map;
import java.util.TreeMap;

/** What came out of operations. Public for JSON-B. */
public final class Outcomes {

  private Outcomes() {}

  /** It goes on, and takes longer than anybody wants to wait for an answer. */
  public record Running(String status) {}

  /** What a replay or a discarding would be about. */
  public record Counted(boolean dryRun, long deliveries, Map<String, Long> tasks) {

    static Counted of(TaskCount count) {
      Map<String, Long> tasks = new TreeMap<>();
      count.tasks().forEach((state, number) -> tasks.put(state.code(), number));
      return new Counted(true, count.deliveries(), tasks);
    }
  }

  /** What a replay of one delivery did. */
  public record Replayed(long begunAgain, long broughtForward) {

    static Replayed of(io.fswebhook.core.inbox.Replayed replayed) {
      return new Replayed(replayed.begunAgain(), replayed.broughtForward());
    }
  }

  /** What a replay of many did. */
  public record BulkReplayed(boolean dryRun, long begunAgain, long broughtForward) {

    static BulkReplayed of(io.fswebhook.core.inbox.Replayed replayed) {
      return new BulkReplayed(false, replayed.begunAgain(), replayed.broughtForward());
    }
  }

  /** What the end of a subscription would discard. */
  public record Removable(boolean dryRun, long pending) {}

  /** How many were discarded. */
  public record Discarded(boolean dryRun, long discarded) {}

  /** A test that was received. */
  public record Tested(String id, String status) {}
}
