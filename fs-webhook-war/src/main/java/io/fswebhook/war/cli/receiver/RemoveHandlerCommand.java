package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Confirmation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    description = {
      "Removes the subscription of a handler whose plugin is gone.",
      "Its pending tasks are discarded, and can still be replayed until they are deleted."
    })
final class RemoveHandlerCommand extends ReceiverCommand {

  @Mixin private Confirmation confirmation = new Confirmation();

  @Parameters(paramLabel = "NAME", description = "The name of the handler.")
  private String name = "";

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    String path = ApiPath.of("handlers", name);
    long pending = client.delete(path + "?dryRun=true").getJsonNumber("pending").longValue();
    String question =
        "Remove the subscription of handler "
            + name
            + "? Its pending tasks: "
            + pending
            + ", which will be discarded.";
    if (!confirmation.isGiven(this, question)) {
      return 1;
    }
    print(pending, client.delete(path));
    return 0;
  }

  private void print(long pending, JsonObject answer) {
    boolean isDone = answer.containsKey("discarded");
    long discarded = isDone ? answer.getJsonNumber("discarded").longValue() : pending;
    if (isJson()) {
      say(
          Json.createObjectBuilder()
              .add("handler", name)
              .add("status", isDone ? "removed" : "running")
              .add("discarded", discarded)
              .build());
    } else if (isDone) {
      sayLine("Handler " + name + " is not subscribed any more; discarded: " + discarded);
    } else {
      sayLine(
          "Handler "
              + name
              + " is not subscribed any more; what waits for it is still being discarded.");
    }
  }
}
