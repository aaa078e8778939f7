package io.fswebhook.war.console;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bulk operations: one that runs until it is cancelled, and some that have ended. */
final class SampleOperations {

  static final String RUNNING = "7";

  private final Instant now;
  private volatile String state = "running";

  SampleOperations(Instant now) {
    this.now = now;
  }

  /** A dry run counts; all else goes on in the background. */
  Map<String, Object> bulk(String body) {
    return body.contains("\"dryRun\":true")
        ? Map.of("dryRun", true, "deliveries", 12, "tasks", Map.of("dead", 12))
        : Map.of("operation", RUNNING, "status", "running");
  }

  Map<String, Object> all() {
    return Map.of(
        "items",
        List.of(
            one(false),
            operation("6", "replay", "done", 692, 692, 640, 50, 2),
            operation("5", "discard", "done", 3, 3, 0, 0, 0),
            operation("4", "replay", "interrupted", 50_000, 12_000, 11_876, 101, 23)));
  }

  Map<String, Object> one(boolean isCancelled) {
    state = isCancelled ? "cancelled" : state;
    return operation(RUNNING, "replay", state, 40_112, 25_000, 21_403, 3_096, 501);
  }

  private Map<String, Object> operation(
      String id,
      String kind,
      String inState,
      int matched,
      int done,
      int succeeded,
      int failed,
      int open) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("id", id);
    operation.put("kind", kind);
    operation.put("state", inState);
    operation.put("matched", matched);
    operation.put("done", done);
    operation.put("succeeded", succeeded);
    operation.put("failed", failed);
    operation.put("open", open);
    operation.put("who", "ada");
    operation.put("role", "operator");
    operation.put("filter", Map.of("state", "dead", "handler", "ChatAlert"));
    operation.put("startedAt", now.minus(Duration.ofMinutes(90 / Integer.parseInt(id))));
    if (!inState.equals("running")) {
      operation.put("endedAt", now);
    }
    if (inState.equals("interrupted")) {
      operation.put("detail", "The receiver stopped.");
    }
    return operation;
  }
}
