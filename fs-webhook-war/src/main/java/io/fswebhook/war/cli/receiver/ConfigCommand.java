package io.fswebhook.war.cli.receiver;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "config",
    description = {
      "Shows the settings that are in force in a running receiver, and where each value comes from.",
      "Values of secrets are never shown."
    },
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {ReloadConfigCommand.class, CheckConfigCommand.class})
final class ConfigCommand extends ReceiverCommand {

  @Option(names = "--set", description = "Only what is set: no defaults.")
  private boolean onlySet;

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..1",
      description = "Only settings with this in their names, such as retry.")
  private String text = "";

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    List<JsonObject> settings = wanted(client.get("settings"));
    if (settings.isEmpty()) {
      complain("No setting" + (onlySet ? " that is set" : "") + " has " + text + " in its name.");
      return 1;
    }
    print(settings);
    return 0;
  }

  private List<JsonObject> wanted(JsonObject answer) {
    return answer.getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .filter(each -> each.getString("name").contains(text))
        .filter(each -> onlySet ? each.getBoolean("set") : isShown(each))
        .toList();
  }

  /** Not what stands for all settings of a form and is set nowhere. */
  private static boolean isShown(JsonObject setting) {
    return setting.getBoolean("set") || !setting.getString("name").contains("<");
  }

  private void print(List<JsonObject> settings) {
    if (isJson()) {
      JsonArrayBuilder items = Json.createArrayBuilder();
      settings.forEach(items::add);
      say(Json.createObjectBuilder().add("items", items).build());
      return;
    }
    say(ConfigRow.table(settings));
    if (settings.stream().anyMatch(ConfigRow::isRestartNeeded)) {
      complain("Settings marked with * are set differently by now; restart to put them in force.");
    }
  }
}
