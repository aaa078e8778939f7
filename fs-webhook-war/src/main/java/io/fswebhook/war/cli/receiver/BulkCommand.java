package io.fswebhook.war.cli.receiver;

import io.fswebhook.war.cli.line.Confirmation;
import io.fswebhook.war.cli.line.Count;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Changes the tasks of all deliveries that match: counts them, asks, and waits until it is done.
 */
abstract class BulkCommand extends ReceiverCommand {

  @Mixin private DeliveryFilter filter = new DeliveryFilter();
  @Mixin private Confirmation confirmation = new Confirmation();

  @Parameters(paramLabel = "ID", arity = "0..*", description = "The ids of deliveries.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "All deliveries; needed where there is no filter or id.")
  private boolean all;

  @Option(names = "--dry-run", description = "Only count.")
  private boolean dryRun;

  /** The last part of the path, which is also its verb. */
  abstract String verb();

  /** Completes a request. */
  abstract void addTo(JsonObjectBuilder request);

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    Map<String, String> given = filter.given(this);
    if (given.isEmpty() && ids.isEmpty() && !all) {
      throw wrongUse("Say which deliveries: ids, filters, or --all");
    }
    if (all && !(given.isEmpty() && ids.isEmpty())) {
      throw wrongUse("--all goes with neither ids nor filters");
    }
    JsonObject wanted = wanted(given);
    return dryRun ? count(client, wanted) : change(client, wanted);
  }

  private JsonObject wanted(Map<String, String> given) {
    JsonObjectBuilder wanted = Json.createObjectBuilder();
    given.forEach(wanted::add);
    if (!ids.isEmpty()) {
      JsonArrayBuilder all = Json.createArrayBuilder();
      ids.stream().distinct().forEach(all::add);
      wanted.add("ids", all);
    }
    return wanted.build();
  }

  private int count(ReceiverClient client, JsonObject wanted)
      throws IOException, InterruptedException {
    JsonObject counted = post(client, wanted, true);
    if (isJson()) {
      say(counted);
    } else {
      say("It would " + verb() + " " + words(counted) + ".");
    }
    return 0;
  }

  private int change(ReceiverClient client, JsonObject wanted)
      throws IOException, InterruptedException {
    if (!confirmation.isSkipped()) {
      JsonObject counted = post(client, wanted, true);
      if (counted.getJsonNumber("deliveries").longValue() == 0) {
        complain("There are no such deliveries, so there is nothing to " + verb() + ".");
        return 0;
      }
      if (!confirmation.isGiven(this, question(counted))) {
        return 1;
      }
    }
    String operation = post(client, wanted, false).getString("operation");
    return print(new FollowOperation(client, this).untilEnd(operation));
  }

  private String question(JsonObject counted) {
    String verb = verb();
    return Character.toUpperCase(verb.charAt(0)) + verb.substring(1) + " " + words(counted) + "?";
  }

  private static String words(JsonObject counted) {
    String tasks =
        counted.getJsonObject("tasks").entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", "));
    long deliveries = counted.getJsonNumber("deliveries").longValue();
    return Count.of(deliveries, "delivery", "deliveries")
        + " (tasks: "
        + (tasks.isEmpty() ? "none" : tasks)
        + ")";
  }

  private JsonObject post(ReceiverClient client, JsonObject wanted, boolean onlyCount)
      throws IOException, InterruptedException {
    JsonObjectBuilder request =
        Json.createObjectBuilder().add("filter", wanted).add("dryRun", onlyCount);
    addTo(request);
    return client.post("deliveries/" + verb(), request.build());
  }

  /** What it did, with how many. */
  String done(long count) {
    return Count.of(count, "task", "tasks") + " changed";
  }

  private int print(JsonObject operation) {
    String state = operation.getString("state");
    if (isJson()) {
      say(operation);
    } else {
      String detail = operation.getString("detail", "");
      sayLine(
          "Operation "
              + operation.getString("id")
              + " is "
              + state
              + ": "
              + done(operation.getJsonNumber("done").longValue())
              + (detail.isEmpty() ? "." : ". " + detail));
    }
    return state.equals("done") ? 0 : 1;
  }
}
