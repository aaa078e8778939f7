package io.fswebhook.war.cli.receiver;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "replay",
    description = {
      "Replays deliveries of a running receiver: their tasks begin again with attempt 1.",
      "Asks for confirmation, with their number."
    })
final class ReplayCommand extends BulkCommand {

  @Option(
      names = "--to",
      paramLabel = "NAME",
      split = ",",
      description =
          "Replay to these handlers, whether they had the delivery or not; by default each task to"
              + " its own handler.")
  private List<String> handlers = List.of();

  @Override
  String verb() {
    return "replay";
  }

  @Override
  void addTo(JsonObjectBuilder request) {
    if (!handlers.isEmpty()) {
      request.add("handlers", Json.createArrayBuilder(handlers));
    }
  }
}
