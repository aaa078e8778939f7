package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.ProgressLine;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;

/** Waits for a bulk operation, which the receiver carries on with even if nobody does. */
final class FollowOperation {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final ReceiverClient client;
  private final ProgressLine progress;

  FollowOperation(ReceiverClient client, CliCommand command) {
    this.client = client;
    this.progress = new ProgressLine(command.err(), ProgressLine.isTerminal());
  }

  /** How it ended. */
  JsonObject untilEnd(String id) throws IOException, InterruptedException {
    String path = ApiPath.of("operations", id);
    JsonObject operation = client.get(path);
    while (operation.getString("state").equals("running")) {
      progress.show(words(id, operation));
      Thread.sleep(PAUSE.toMillis());
      operation = client.get(path);
    }
    progress.clear();
    return operation;
  }

  private static String words(String id, JsonObject operation) {
    String matched = operation.containsKey("matched") ? " of " + operation.get("matched") : "";
    return "Operation "
        + id
        + ": "
        + operation.get("done")
        + matched
        + "; Ctrl+C leaves it to the receiver";
  }
}
