package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Count;
import jakarta.json.JsonObjectBuilder;
import picocli.CommandLine.Command;

@Command(
    name = "delete",
    description = {
      "Deletes deliveries of a running receiver for good, with their tasks, such as when a person"
          + " asks for it. Nothing of them can be replayed afterwards.",
      "Asks for confirmation, with their number. Once it has ended, no file of an SQLite inbox holds"
          + " them any more."
    },
    footer = {"", "Backups, exports, and what handlers did with a delivery are not changed."})
final class DeleteCommand extends BulkCommand {

  @Override
  String verb() {
    return "delete";
  }

  @Override
  String done(long count) {
    return Count.of(count, "delivery", "deliveries") + " deleted";
  }

  @Override
  void addTo(JsonObjectBuilder request) {}
}
