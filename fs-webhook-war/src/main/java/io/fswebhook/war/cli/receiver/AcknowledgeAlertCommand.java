package io.fswebhook.war.cli.receiver;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "acknowledge",
    description = {
      "Acknowledges an open alert: nobody is reminded of it any more.",
      "That it is resolved is still sent."
    })
final class AcknowledgeAlertCommand extends ReceiverCommand {

  @Parameters(paramLabel = "ID", description = "The id of the alert.")
  private String id = "";

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "For the others, such as who takes care of it.")
  private @Nullable String note;

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    JsonObjectBuilder request = Json.createObjectBuilder();
    if (note != null) {
      request.add("note", note);
    }
    JsonObject alert = client.post(ApiPath.of("alerts", id, "acknowledge"), request.build());
    if (isJson()) {
      say(alert);
    } else {
      sayLine("Alert " + id + " is acknowledged: " + alert.getString("text"));
    }
    return 0;
  }
}
