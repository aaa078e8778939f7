package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.Style;
import io.fswebhook.war.cli.line.TextTable;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "tokens",
    description =
        "Lists the tokens of a running receiver, when they expire, and when each was last used.")
final class TokensCommand extends ReceiverCommand {

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    JsonObject list = client.get("tokens");
    if (isJson()) {
      say(list);
    } else {
      say(table(list.getJsonArray("items").getValuesAs(JsonObject.class)));
    }
    return 0;
  }

  private static TextTable table(List<JsonObject> tokens) {
    TextTable table =
        new TextTable(
            Column.ofLongTexts("TOKEN"),
            Column.of("ROLE"),
            Column.of("STATE"),
            Column.of("EXPIRES"),
            Column.of("LAST USED"));
    for (JsonObject token : tokens) {
      table.row(
          Cell.of(token.getString("name")),
          Cell.of(token.getString("role")),
          state(token.getString("state")),
          Cell.of(token.getString("expiresAt", "never")),
          Cell.of(token.getString("lastUsedAt", "not since the start")));
    }
    return table;
  }

  private static Cell state(String state) {
    return new Cell(
        state,
        switch (state) {
          case "expired" -> Style.BAD;
          case "expires-soon" -> Style.WARN;
          default -> Style.GOOD;
        });
  }
}
