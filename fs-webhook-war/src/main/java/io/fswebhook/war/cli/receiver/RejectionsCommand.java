package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.TextTable;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rejections",
    description = "Lists requests that a running receiver rejected, newest first.")
final class RejectionsCommand extends ReceiverCommand {

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Only those with this reason, such as mismatch or too-old.")
  private @Nullable String reason;

  @Mixin private ReadPages pages = new ReadPages();

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    Map<String, String> filter = reason == null ? Map.of() : Map.of("reason", reason);
    JsonObject list = pages.of("rejections", filter, this, client);
    if (isJson()) {
      say(list);
    } else if (list.getJsonArray("items").isEmpty()) {
      complain("There are no such rejections.");
    } else {
      say(table(list.getJsonArray("items")));
      ReadPages.sayWhetherMore(list, this);
    }
    return 0;
  }

  private TextTable table(JsonArray rejections) {
    TextTable table =
        new TextTable(
            Column.of("ID"),
            Column.of("RECEIVED (UTC)"),
            Column.of("FROM"),
            Column.of("REASON"),
            Column.ofLongTexts("FINDING"));
    for (JsonObject rejection : rejections.getValuesAs(JsonObject.class)) {
      table.row(
          Cell.of(rejection.getString("id")),
          Cell.of(ShownTime.in(terminal(), rejection.getString("receivedAt"))),
          Cell.of(rejection.getString("address")),
          Cell.of(rejection.getString("reason")),
          Cell.of(finding(rejection)));
    }
    return table;
  }

  private static String finding(JsonObject rejection) {
    JsonArray findings = rejection.getJsonArray("findings");
    return findings.isEmpty()
        ? rejection.getString("detail", "")
        : findings.getJsonObject(0).getString("sentence");
  }
}
