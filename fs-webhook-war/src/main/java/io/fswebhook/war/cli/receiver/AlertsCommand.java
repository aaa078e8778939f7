package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.Style;
import io.fswebhook.war.cli.line.TextTable;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "alerts",
    description = "Lists the open alerts of a running receiver, newest first, or acknowledges one.",
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = AcknowledgeAlertCommand.class)
final class AlertsCommand extends ReceiverCommand {

  @Option(names = "--all", description = "Resolved ones too.")
  private boolean all;

  @Mixin private ReadPages pages = new ReadPages();

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    Map<String, String> filter = all ? Map.of() : Map.of("state", "open");
    JsonObject list = pages.of("alerts", filter, this, client);
    if (isJson()) {
      say(list);
    } else if (list.getJsonArray("items").isEmpty()) {
      complain(all ? "There are no alerts." : "There are no open alerts.");
    } else {
      say(table(list.getJsonArray("items").getValuesAs(JsonObject.class)));
      ReadPages.sayWhetherMore(list, this);
    }
    return 0;
  }

  private TextTable table(List<JsonObject> alerts) {
    TextTable table =
        new TextTable(
            Column.of("ID"),
            Column.of("OPENED (UTC)"),
            Column.of("STATE"),
            Column.of("KIND"),
            Column.ofLongTexts("ALERT"),
            Column.of("ACKNOWLEDGED"));
    for (JsonObject alert : alerts) {
      table.row(
          Cell.of(alert.getString("id")),
          Cell.of(ShownTime.in(terminal(), alert.getString("openedAt"))),
          state(alert),
          Cell.of(alert.getString("kind")),
          Cell.of(alert.getString("text")),
          Cell.of(acknowledgedBy(alert)));
    }
    return table;
  }

  private static Cell state(JsonObject alert) {
    String state = alert.getString("state");
    if (!state.equals("open")) {
      return new Cell(state, Style.GOOD);
    }
    return new Cell(state, alert.getString("severity").equals("bad") ? Style.BAD : Style.WARN);
  }

  private static String acknowledgedBy(JsonObject alert) {
    JsonObject acknowledged = alert.getJsonObject("acknowledged");
    return acknowledged == null ? "" : "by " + acknowledged.getString("by");
  }
}
