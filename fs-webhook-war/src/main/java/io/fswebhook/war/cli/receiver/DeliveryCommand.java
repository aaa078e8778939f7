package io.fswebhook.war.cli.receiver;

import io.fswebhook.core.text.Printable;
import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.TextTable;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
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
    if (tasks.isEmpty()) {
      say("It has no tasks: no handler was subscribed to its event.");
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
    return task.getString("waitingFor", ShownTime.of(task.getString("dueAt", "")));
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
