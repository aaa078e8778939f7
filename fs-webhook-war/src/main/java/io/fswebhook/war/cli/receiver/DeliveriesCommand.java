package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.TextTable;
import jakarta.json.JsonObject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "deliveries", description = "Lists deliveries of a running receiver, newest first.")
final class DeliveriesCommand extends ReceiverCommand {

  @Mixin private DeliveryFilter filter = new DeliveryFilter();
  @Mixin private ReadPages pages = new ReadPages();

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    JsonObject list = pages.of("deliveries", filter.given(this), this, client);
    if (isJson()) {
      say(list);
      return 0;
    }
    TextTable table = table(list);
    if (table.isEmpty()) {
      complain("There are no such deliveries.");
      return 0;
    }
    say(table);
    ReadPages.sayWhetherMore(list, this);
    return 0;
  }

  private TextTable table(JsonObject list) {
    TextTable table =
        new TextTable(
            Column.of("ID"),
            Column.of("RECEIVED (UTC)"),
            Column.ofLongTexts("EVENT"),
            Column.ofLongTexts("TASKS"));
    for (JsonObject delivery : list.getJsonArray("items").getValuesAs(JsonObject.class)) {
      table.row(
          Cell.of(delivery.getString("id")),
          Cell.of(ShownTime.in(terminal(), delivery.getString("receivedAt"))),
          Cell.of(delivery.getString("event")),
          TaskStates.of(delivery));
    }
    return table;
  }
}
