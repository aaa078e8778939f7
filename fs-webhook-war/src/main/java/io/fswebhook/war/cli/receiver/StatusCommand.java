package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Cell;
import io.fswebhook.war.cli.line.Column;
import io.fswebhook.war.cli.line.Style;
import io.fswebhook.war.cli.line.TextTable;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    description = {
      "Shows whether a running receiver stores deliveries, what needs attention, and the counts of"
          + " the last hour.",
      "The exit code is 1 if deliveries are not stored, or something is wrong; 0 with warnings"
          + " alone."
    })
final class StatusCommand extends ReceiverCommand {

  private static final int UNAVAILABLE = 503;
  private static final List<String> REQUESTS = List.of("received", "duplicates", "rejected");
  private static final List<String> ATTEMPTS = List.of("handled", "failed", "dead");
  private static final List<String> TASKS = List.of("pending", "retrying", "dead");

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    JsonObject attention = client.get("attention");
    JsonObject stats = stats(client);
    if (isJson()) {
      say(json(attention, stats));
    } else {
      print(attention, stats);
    }
    return isWell(attention) ? 0 : 1;
  }

  /** Null while the inbox cannot be read. */
  private static @Nullable JsonObject stats(ReceiverClient client)
      throws IOException, InterruptedException {
    try {
      return client.get("stats");
    } catch (ReceiverProblem e) {
      if (e.status() == UNAVAILABLE) {
        return null;
      }
      throw e;
    }
  }

  private static boolean isWell(JsonObject attention) {
    return attention.getBoolean("ready")
        && items(attention).stream().noneMatch(each -> each.getString("severity").equals("bad"));
  }

  /** An earlier one does not say. */
  private static String version(JsonObject attention) {
    return attention.getString("version", "unknown");
  }

  private static List<JsonObject> items(JsonObject attention) {
    return attention.getJsonArray("items").getValuesAs(JsonObject.class);
  }

  private static JsonObject json(JsonObject attention, @Nullable JsonObject stats) {
    JsonObjectBuilder status =
        Json.createObjectBuilder()
            .add("version", version(attention))
            .add("ready", attention.getBoolean("ready"))
            .add("attention", attention.getJsonArray("items"));
    if (stats != null) {
      status
          .add("receivedPerMinute", ReceiptRate.of(stats))
          .add("lastHour", stats.getJsonObject("totals"))
          .add("now", stats.getJsonObject("now"));
    }
    return status.build();
  }

  private void print(JsonObject attention, @Nullable JsonObject stats) {
    say(
        attention.getBoolean("ready")
            ? terminal().shown("Ready: deliveries are stored.", Style.GOOD)
            : terminal().shown("Not ready: deliveries cannot be stored now.", Style.BAD));
    sayLine("Version:   " + version(attention));
    if (stats != null) {
      JsonObject lastHour = stats.getJsonObject("totals");
      sayLine("Received:  " + ReceiptRate.of(stats) + " a minute, mean of the last five");
      sayLine("Last hour: " + words(lastHour, REQUESTS));
      sayLine("           " + words(lastHour, ATTEMPTS));
      sayLine("Tasks now: " + words(stats.getJsonObject("now"), TASKS));
    }
    if (items(attention).isEmpty()) {
      say("Nothing needs attention.");
      return;
    }
    say("");
    say(table(attention));
  }

  private static String words(JsonObject counts, List<String> names) {
    return names.stream()
        .map(name -> counts.getJsonNumber(name) + " " + name)
        .collect(Collectors.joining(", "));
  }

  private TextTable table(JsonObject attention) {
    TextTable table =
        new TextTable(
            Column.of("SEVERITY"), Column.of("SINCE (UTC)"), Column.ofLongTexts("ATTENTION"));
    for (JsonObject item : items(attention)) {
      String severity = item.getString("severity");
      table.row(
          new Cell(severity, severity.equals("bad") ? Style.BAD : Style.WARN),
          Cell.of(ShownTime.in(terminal(), item.getString("since", ""))),
          Cell.of(item.getString("text")));
    }
    return table;
  }
}
