package io.fswebhook.war.cli.follow;

import io.fswebhook.core.text.Printable;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/**
 * What a program answered to a delivery.
 *
 * @param status 0 if it did not answer in time
 * @param body its text
 */
record Forwarded(int status, long millis, String body) {

  private static final int LONGEST_LINE = 200;
  private static final int LONGEST_JSON = 10_000;
  private static final int SUCCESS = 2;
  private static final int HUNDRED = 100;

  static Forwarded late(long millis) {
    return new Forwarded(0, millis, "");
  }

  boolean isAccepted() {
    return status / HUNDRED == SUCCESS;
  }

  String line() {
    return String.format(Locale.ROOT, "%3s  %5d ms", status == 0 ? "---" : status, millis);
  }

  /** The beginning of the body, on a line; empty if there is none. */
  Optional<String> text() {
    if (status == 0) {
      return Optional.of("no answer in time");
    }
    String line = Printable.line(start(LONGEST_LINE).strip().replaceAll("\\s+", " "));
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  private String start(int longest) {
    return body.length() <= longest ? body : body.substring(0, longest) + "…";
  }

  /** With what the delivery is. */
  JsonObject json(JsonObject delivery) {
    return Json.createObjectBuilder()
        .add("delivery", delivery)
        .add("status", status)
        .add("millis", millis)
        .add("body", start(LONGEST_JSON))
        .build();
  }
}
