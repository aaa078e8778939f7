package io.fswebhook.war.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a rule makes of deliveries. */
final class SampleRules {

  private SampleRules() {}

  static Map<String, Object> trial(Instant now) {
    return Map.of("items", items(now), "lookedAt", 200, "complete", true);
  }

  private static List<Map<String, String>> items(Instant now) {
    return List.of(
        Map.of(
            "id",
            SampleData.DETAILED,
            "event",
            "metric.alert",
            "receivedAt",
            ago(now, 2),
            "outcome",
            "matches",
            "result",
            "{\"text\":\"Rage clicks rose to 250\",\"session\":\"https://app.example.com/s/1\"}"),
        Map.of(
            "id",
            "0193a8e5-0000-7000-8000-000000000001",
            "event",
            "note.created",
            "receivedAt",
            ago(now, 9),
            "outcome",
            "unmatched"),
        Map.of(
            "id",
            "0193a8e5-0000-7000-8000-000000000002",
            "event",
            "metric.alert",
            "receivedAt",
            ago(now, 40),
            "outcome",
            "failed",
            "error",
            "The expressions either side of operator \">\" must be of the same data type"));
  }

  private static String ago(Instant now, int minutes) {
    return now.minus(Duration.ofMinutes(minutes)).toString();
  }
}
