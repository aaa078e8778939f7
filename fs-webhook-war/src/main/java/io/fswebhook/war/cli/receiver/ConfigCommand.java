package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.OutputOption;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "config",
    description = {
      "Shows the settings that are in force in a running receiver, and where each value comes from.",
      "Values of secrets are never shown."
    },
    subcommands = ReloadConfigCommand.class)
final class ConfigCommand extends CliCommand {

  @Mixin private ReceiverOptions receiver = new ReceiverOptions();

  @Option(names = "--set", description = "Only what is set: no defaults.")
  private boolean onlySet;

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "TEXT",
      arity = "0..1",
      description = "Only settings with this in their names, such as retry.")
  private String text = "";

  @Override
  public Integer call() throws InterruptedException {
    try {
      List<JsonObject> settings = wanted(receiver.client(this).get("settings"));
      if (settings.isEmpty()) {
        complain("No setting" + (onlySet ? " that is set" : "") + " has " + text + " in its name.");
        return 1;
      }
      print(settings);
      return 0;
    } catch (IOException e) {
      complain(e.getMessage());
      return 1;
    }
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
    if (output.isJson()) {
      JsonArrayBuilder items = Json.createArrayBuilder();
      settings.forEach(items::add);
      say(Json.createObjectBuilder().add("items", items).build());
      return;
    }
    settings.forEach(each -> say(ConfigLine.of(each)));
    if (settings.stream().anyMatch(each -> each.getBoolean("restartNeeded", false))) {
      complain("Settings marked with * are set differently by now; restart to put them in force.");
    }
  }
}
