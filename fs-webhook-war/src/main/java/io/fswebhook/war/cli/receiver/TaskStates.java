package io.fswebhook.war.cli.receiver;

import static java.util.Comparator.comparing;

import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Style;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** The states of tasks, most urgent first. */
final class TaskStates {

  private static final List<String> BY_URGENCY =
      List.of("dead", "retrying", "pending", "discarded", "succeeded");

  private TaskStates() {}

  /** Of all tasks of a delivery: each handler after its state. */
  static Cell of(JsonObject delivery) {
    List<JsonObject> tasks =
        delivery.getJsonArray("tasks").getValuesAs(JsonObject.class).stream()
            .sorted(comparing(task -> BY_URGENCY.indexOf(task.getString("state"))))
            .toList();
    if (tasks.isEmpty()) {
      return new Cell("no handler", Style.FAINT);
    }
    String words =
        tasks.stream()
            .map(task -> task.getString("state") + " " + task.getString("handler"))
            .collect(Collectors.joining(", "));
    return new Cell(words, style(tasks.get(0).getString("state")));
  }

  static Cell cell(String state) {
    return new Cell(state, style(state));
  }

  private static Style style(String state) {
    return switch (state) {
      case "dead" -> Style.BAD;
      case "retrying" -> Style.WARN;
      case "succeeded" -> Style.GOOD;
      case "discarded" -> Style.FAINT;
      default -> Style.PLAIN;
    };
  }
}
