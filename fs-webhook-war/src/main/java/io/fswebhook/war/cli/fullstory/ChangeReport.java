package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.text.Printable;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.stream.Stream;

/** Tells people and programs about changes. */
final class ChangeReport {

  private final boolean dryRun;
  private final JsonArrayBuilder changes = Json.createArrayBuilder();

  ChangeReport(boolean dryRun) {
    this.dryRun = dryRun;
  }

  void planned(EndpointChange change) {
    changes.add(object(change));
  }

  void done(EndpointChange change, Endpoint endpoint) {
    changes.add(object(change).add("endpoint", endpoint.toJson()));
  }

  JsonObject json() {
    return Json.createObjectBuilder().add("dryRun", dryRun).add("changes", changes).build();
  }

  private static JsonObjectBuilder object(EndpointChange change) {
    return Json.createObjectBuilder()
        .add("action", change.action())
        .add("url", change.url())
        .add("differences", Json.createArrayBuilder(change.differences()));
  }

  /** What is to be done. */
  static List<String> lines(EndpointChange change) {
    return Stream.concat(
            Stream.of(change.action() + " " + change.url()),
            change.differences().stream().map(difference -> "  " + difference))
        .map(Printable::line)
        .toList();
  }

  /** What was done. */
  static String line(EndpointChange change, Endpoint endpoint) {
    return Printable.line(change.action() + "d " + endpoint.url() + ", " + endpoint.state());
  }
}
