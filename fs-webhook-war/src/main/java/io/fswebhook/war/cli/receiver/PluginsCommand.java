package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.Style;
import io.fswebhook.war.cli.line.TextTable;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

@Command(
    name = "plugins",
    description = "Lists the plugins of a running receiver, and what is wrong with them.")
final class PluginsCommand extends ReceiverCommand {

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    JsonObject list = client.get("plugins");
    List<JsonObject> plugins = list.getJsonArray("items").getValuesAs(JsonObject.class);
    if (isJson()) {
      say(list);
    } else if (plugins.isEmpty()) {
      complain("There are no plugins.");
    } else {
      say(table(plugins));
      plugins.forEach(this::explain);
    }
    return 0;
  }

  private static TextTable table(List<JsonObject> plugins) {
    TextTable table =
        new TextTable(
            Column.ofLongTexts("PLUGIN"),
            Column.of("VERSION"),
            Column.of("STATE"),
            Column.ofLongTexts("HANDLERS"));
    for (JsonObject plugin : plugins) {
      table.row(
          Cell.of(plugin.getString("name")),
          Cell.of(plugin.getString("version", "")),
          state(plugin.getString("state")),
          Cell.of(texts(plugin.getJsonArray("handlers")).collect(Collectors.joining(", "))));
    }
    return table;
  }

  private static Cell state(String state) {
    return new Cell(
        state,
        switch (state) {
          case "running" -> Style.GOOD;
          case "failed", "incomplete" -> Style.BAD;
          default -> Style.WARN;
        });
  }

  private void explain(JsonObject plugin) {
    String name = plugin.getString("name");
    texts(plugin.getJsonArray("problems")).forEach(each -> sayLine(name + ": problem: " + each));
    texts(plugin.getJsonArray("warnings")).forEach(each -> sayLine(name + ": warning: " + each));
  }

  private static Stream<String> texts(JsonArray texts) {
    return texts.getValuesAs(JsonString.class).stream().map(JsonString::getString);
  }
}
