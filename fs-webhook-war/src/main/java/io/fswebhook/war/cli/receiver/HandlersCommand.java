package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.Style;
import io.fswebhook.war.cli.line.TextTable;
import jakarta.json.JsonObject;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
    name = "handlers",
    description = "Lists the handlers of a running receiver, or removes one.",
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = RemoveHandlerCommand.class)
final class HandlersCommand extends ReceiverCommand {

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    JsonObject list = client.get("handlers");
    if (isJson()) {
      say(list);
    } else if (list.getJsonArray("items").isEmpty()) {
      complain("There are no handlers. A plugin brings them.");
    } else {
      say(table(list));
    }
    return 0;
  }

  private static TextTable table(JsonObject list) {
    TextTable table =
        new TextTable(
            Column.ofLongTexts("HANDLER"),
            Column.of("STATE"),
            Column.ofNumbers("PENDING"),
            Column.ofNumbers("RETRYING"),
            Column.ofNumbers("DEAD"),
            Column.ofLongTexts("LAST ERROR"));
    for (JsonObject handler : list.getJsonArray("items").getValuesAs(JsonObject.class)) {
      JsonObject tasks = handler.getJsonObject("tasks");
      table.row(
          Cell.of(handler.getString("name")),
          state(handler.getString("state")),
          Cell.of(tasks.getJsonNumber("pending")),
          Cell.of(tasks.getJsonNumber("retrying")),
          dead(tasks),
          Cell.of(error(handler)));
    }
    return table;
  }

  private static Cell state(String state) {
    return new Cell(
        state,
        switch (state) {
          case "running" -> Style.GOOD;
          case "starting", "paused", "stopping" -> Style.WARN;
          default -> Style.BAD;
        });
  }

  private static Cell dead(JsonObject tasks) {
    String dead = tasks.getJsonNumber("dead").toString();
    return new Cell(dead, dead.equals("0") ? Style.PLAIN : Style.BAD);
  }

  /** Why it is not running comes first. */
  private static String error(JsonObject handler) {
    JsonObject last = handler.getJsonObject("lastError");
    return handler.getString("reason", last == null ? "" : last.getString("text"));
  }
}
