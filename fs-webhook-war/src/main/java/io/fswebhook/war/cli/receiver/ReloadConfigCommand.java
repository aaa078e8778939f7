package io.fswebhook.war.cli.receiver;

import io.fswebhook.core.text.Printable;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "reload",
    description = {
      "Puts changed settings in force at once, all or none. The receiver does so by itself within",
      "seconds; this says what changed, or what is wrong."
    })
final class ReloadConfigCommand extends ReceiverCommand {

  @Option(names = "--dry-run", description = "Only check, and say what would change.")
  private boolean dryRun;

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    String path = dryRun ? "settings/reload?dryRun=true" : "settings/reload";
    print(client.post(path, JsonValue.EMPTY_JSON_OBJECT));
    return 0;
  }

  private void print(JsonObject answer) {
    if (isJson()) {
      say(answer);
      return;
    }
    String changed = names(answer.getJsonArray("changed"));
    if (changed.isEmpty()) {
      say("No setting that is in force " + (dryRun ? "would change." : "has changed."));
    } else {
      say((dryRun ? "Would be in force: " : "In force: ") + changed);
    }
    String later = names(answer.getJsonArray("restartNeeded"));
    if (!later.isEmpty()) {
      say("In force after a restart: " + later);
    }
  }

  private static String names(JsonArray names) {
    return names.getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .map(Printable::line)
        .collect(Collectors.joining(", "));
  }
}
