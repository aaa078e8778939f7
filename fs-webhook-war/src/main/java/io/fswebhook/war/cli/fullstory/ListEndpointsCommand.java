package io.fswebhook.war.cli.fullstory;

import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.Style;
import io.fswebhook.war.cli.line.TextTable;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the endpoints.")
final class ListEndpointsCommand extends FullStoryCommand {

  @Override
  int call(FullStoryClient client) throws IOException, InterruptedException {
    List<Endpoint> endpoints = client.list();
    if (isJson()) {
      sayItems(endpoints, Endpoint::toJson);
    } else if (endpoints.isEmpty()) {
      complain("FullStory has no endpoints. Make one with: fs-webhook endpoints create");
    } else {
      say(table(endpoints));
    }
    return 0;
  }

  private static TextTable table(List<Endpoint> endpoints) {
    TextTable table =
        new TextTable(Column.of("STATE"), Column.ofLongTexts("URL"), Column.ofLongTexts("EVENTS"));
    for (Endpoint each : endpoints) {
      table.row(
          new Cell(each.state(), each.enabled() ? Style.GOOD : Style.WARN),
          Cell.of(each.url()),
          Cell.of(each.eventsText()));
    }
    return table;
  }
}
