package io.fswebhook.war.cli.receiver;

import io.fswebhook.core.text.Printable;
import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.TextTable;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "delivery",
    description = "Shows a delivery of a running receiver: its tasks, their attempts, its body.")
final class DeliveryCommand extends ReceiverCommand {

  @Parameters(paramLabel = "ID", description = "The id of the delivery.")
  private String id = "";

  @Option(names = "--body", description = "Print only the body, as it was received.")
  private boolean onlyBody;

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    JsonObject delivery = client.get(ApiPath.of("deliveries", id));
    if (onlyBody) {
      printBody(delivery.getString("body", ""));
    } else if (isJson()) {
      say(delivery);
    } else {
      print(delivery);
    }
    return 0;
  }

  /** Through a pipe byte for byte, without a line end of its own. */
  private void printBody(String body) {
    if (terminal().isScreen()) {
      say(Printable.lines(body));
    } else {
      out().print(body);
      out().flush();
    }
  }

  private void print(JsonObject delivery) {
    Facts.of(delivery)
        .add("Delivery", "id")
        .add("Event", "event")
        .add("Organisation", "organisation")
        .addTime("Received", "receivedAt")
        .add("From", "address")
        .addTime("Signed", "signedAt")
        .add("Bytes", "size")
        .add("Schema", "schemaError")
        .lines()
        .forEach(this::say);
    JsonArray tasks = delivery.getJsonArray("tasks");
    List<String> without = withoutTask(delivery);
    if (tasks.isEmpty() && without.isEmpty()) {
      say("It has no tasks: no handler was subscribed to its event.");
      return;
    }
    without.forEach(this::sayLine);
    if (tasks.isEmpty()) {
      return;
    }
    say("");
    say(tasks(tasks));
    TextTable attempts = attempts(tasks);
    if (!attempts.isEmpty()) {
      say("");
      say(attempts);
    }
  }

  /** Not those that have nothing to do with its event. */
  private static List<String> withoutTask(JsonObject delivery) {
    List<String> lines = new ArrayList<>();
    for (JsonString handler : list(delivery, "unmatched").getValuesAs(JsonString.class)) {
      lines.add(withoutTask(handler.getString(), "its filter did not match"));
    }
    for (JsonObject each : list(delivery, "notSubscribed").getValuesAs(JsonObject.class)) {
      String handler = each.getString("handler");
      switch (each.getString("reason")) {
        case "events" ->
            lines.add(withoutTask(handler, "its setting events leaves this event out"));
        case "later" -> lines.add(withoutTask(handler, "it was not subscribed to this event yet"));
        default -> {}
      }
    }
    return lines;
  }

  private static String withoutTask(String handler, String why) {
    return "No task for " + handler + ": " + why + ".";
  }

  private static JsonArray list(JsonObject delivery, String name) {
    return delivery.containsKey(name) ? delivery.getJsonArray(name) : JsonValue.EMPTY_JSON_ARRAY;
  }

  private TextTable tasks(JsonArray tasks) {
    TextTable table =
        new TextTable(
            Column.ofLongTexts("HANDLER"),
            Column.of("STATE"),
            Column.ofNumbers("ATTEMPTS"),
            Column.ofNumbers("REPLAYS"),
            Column.of("NEXT ATTEMPT"));
    for (JsonObject task : tasks.getValuesAs(JsonObject.class)) {
      table.row(
          Cell.of(task.getString("handler")),
          TaskStates.cell(task.getString("state")),
          Cell.of(task.getInt("attempts")),
          Cell.of(task.getInt("replays")),
          Cell.of(next(task)));
    }
    return table;
  }

  private static String next(JsonObject task) {
    if (task.containsKey("waitingFor")) {
      return task.getString("waitingFor");
    }
    return task.containsKey("waitsForDelivery")
        ? "after " + task.getString("waitsForDelivery")
        : ShownTime.of(task.getString("dueAt", ""));
  }

  private TextTable attempts(JsonArray tasks) {
    TextTable table =
        new TextTable(
            Column.of("STARTED (UTC)"),
            Column.ofLongTexts("HANDLER"),
            Column.ofNumbers("MS"),
            Column.of("OUTCOME"),
            Column.ofLongTexts("ERROR"));
    for (JsonObject task : tasks.getValuesAs(JsonObject.class)) {
      for (JsonValue attempt : task.getJsonArray("history")) {
        add(table, task.getString("handler"), attempt.asJsonObject());
      }
    }
    return table;
  }

  private void add(TextTable table, String handler, JsonObject attempt) {
    table.row(
        Cell.of(ShownTime.in(terminal(), attempt.getString("startedAt"))),
        Cell.of(handler),
        Cell.of(attempt.getJsonNumber("durationMillis")),
        TaskStates.cell(attempt.getString("outcome")),
        Cell.of(error(attempt)));
  }

  /** With what the handler's target answered. */
  private static String error(JsonObject attempt) {
    String error = attempt.getString("error", "");
    JsonObject response = attempt.getJsonObject("response");
    return response == null ? error : response.getInt("status") + " " + error;
  }
}
