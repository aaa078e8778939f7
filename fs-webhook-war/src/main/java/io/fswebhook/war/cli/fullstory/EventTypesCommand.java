package io.fswebhook.war.cli.fullstory;

import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.TextTable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "event-types",
    description = "Lists the events that your plan can send, or the subcategories of one of them.")
final class EventTypesCommand extends FullStoryCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "EVENT",
      description = "An event with subcategories, such as recording.event.custom.")
  private @Nullable String event;

  @Override
  int call(FullStoryClient client) throws IOException, InterruptedException {
    if (event == null) {
      print(client.eventTypes());
    } else {
      print(event, client.subcategories(event));
    }
    return 0;
  }

  private void print(List<EventDefinition> events) {
    if (isJson()) {
      sayItems(events, EventDefinition::toJson);
      return;
    }
    TextTable table =
        new TextTable(Column.of("EVENT"), Column.ofLongTexts("NAME"), Column.of("SUBCATEGORY"));
    for (EventDefinition each : events) {
      table.row(
          Cell.of(each.eventName()),
          Cell.of(each.displayName()),
          Cell.of(each.hasSubcategories() ? "needed" : "-"));
    }
    say(table);
  }

  /** As it is typed for {@code --event}. */
  private void print(String name, List<Subcategory> subcategories) {
    if (isJson()) {
      sayItems(subcategories, Subcategory::toJson);
      return;
    }
    TextTable table = new TextTable(Column.of("EVENT"), Column.ofLongTexts("NAME"));
    for (Subcategory each : subcategories) {
      table.row(
          Cell.of(new SubscribedEvent(name, each.subcategory()).text()),
          Cell.of(each.displayName()));
    }
    say(table);
  }
}
