package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.Style;
import io.fswebhook.war.cli.line.TextTable;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
    name = "nodes",
    description =
        "Lists the nodes that work together with a running receiver, and how far storing is behind.")
final class NodesCommand extends ReceiverCommand {

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    JsonObject list = client.get("nodes");
    if (isJson()) {
      say(list);
    } else {
      say(table(list.getJsonArray("items").getValuesAs(JsonObject.class)));
    }
    return 0;
  }

  private static TextTable table(List<JsonObject> nodes) {
    TextTable table =
        new TextTable(
            Column.ofLongTexts("NODE"),
            Column.of("STATE"),
            Column.of("VERSION"),
            Column.of("ROLES"),
            Column.ofNumbers("STORES"),
            Column.ofNumbers("LAG"));
    for (JsonObject node : nodes) {
      List<JsonObject> partitions = node.getJsonArray("partitions").getValuesAs(JsonObject.class);
      table.row(
          Cell.of(node.getString("name")),
          state(node),
          Cell.of(node.getString("version")),
          Cell.of(roles(node)),
          Cell.of(partitions.size()),
          Cell.of(partitions.stream().mapToLong(NodesCommand::lag).sum()));
    }
    return table;
  }

  private static Cell state(JsonObject node) {
    if (node.getString("state").equals("silent")) {
      return new Cell("silent", Style.BAD);
    }
    return new Cell(node.getBoolean("self") ? "this one" : "live", Style.GOOD);
  }

  private static String roles(JsonObject node) {
    return node.getJsonArray("roles").getValuesAs(JsonString::getString).stream()
        .collect(Collectors.joining(","));
  }

  private static long lag(JsonObject partition) {
    return partition.getJsonNumber("lag").longValue();
  }
}
