package io.fswebhook.war.cli.receiver;

import jakarta.json.JsonObjectBuilder;
import picocli.CommandLine.Command;

@Command(
    name = "discard",
    description = {
      "Discards dead letters of a running receiver. They can still be replayed until they are"
          + " deleted.",
      "Asks for confirmation, with their number."
    })
final class DiscardCommand extends BulkCommand {

  @Override
  String verb() {
    return "discard";
  }

  @Override
  void addTo(JsonObjectBuilder request) {}
}
