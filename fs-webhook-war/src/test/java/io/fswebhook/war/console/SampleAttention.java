package io.fswebhook.war.console;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What needs attention in the shop, and why its dead letters are dead. */
final class SampleAttention {

  private final Instant now;

  SampleAttention(Instant now) {
    this.now = now;
  }

  Map<String, Object> attention() {
    return Map.of(
        "asOf",
        Instant.now(),
        "ready",
        true,
        "items",
        List.of(
            item(
                "handler-not-running",
                "CrashAlarm",
                "7 tasks are pending for CrashAlarm, which is not running.",
                7,
                "bad"),
            item("circuit-open", "ChatAlert", "The circuit of ChatAlert is open.", null, "bad"),
            item(
                "plugin-failed",
                "crash-alarm.jar",
                "The plugin crash-alarm.jar could not be loaded.",
                null,
                "bad"),
            item("dead-letters", null, "12 tasks are dead letters.", 12, "bad"),
            item("handler-paused", "DatabaseArchive", "DatabaseArchive is paused.", null, "warn")));
  }

  private Map<String, Object> item(
      String kind,
      @Nullable String subject,
      String text,
      @Nullable Integer count,
      String severity) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("kind", kind);
    if (subject != null) {
      item.put("subject", subject);
    }
    item.put("text", text);
    if (count == null) {
      item.put("since", now.minus(Duration.ofMinutes(17)));
    } else {
      item.put("count", count);
    }
    item.put("severity", severity);
    return item;
  }

  Map<String, Object> alerts() {
    return Map.of(
        "items",
        List.of(
            alert(
                3,
                "circuit-open",
                "ChatAlert kept failing, so its circuit is open.",
                Map.of("subject", "ChatAlert")),
            alert(
                2,
                "dead-letters",
                "12 tasks are dead letters.",
                Map.of(
                    "acknowledged",
                    Map.of(
                        "at",
                        now.minus(Duration.ofMinutes(9)),
                        "by",
                        "ada",
                        "note",
                        "The chat's channel was renamed; replaying after lunch."))),
            alert(
                1,
                "inbox-unavailable",
                "The inbox is unavailable, so deliveries are answered 503.",
                Map.of("resolvedAt", now.minus(Duration.ofMinutes(200))))));
  }

  private Map<String, Object> alert(int id, String kind, String text, Map<String, Object> more) {
    Map<String, Object> alert = new LinkedHashMap<>(more);
    alert.put("id", String.valueOf(id));
    alert.put("state", more.containsKey("resolvedAt") ? "resolved" : "open");
    alert.put("kind", kind);
    alert.put("severity", "bad");
    alert.put("text", text);
    alert.put("advice", "See its last errors and check its target.");
    alert.put("openedAt", now.minus(Duration.ofMinutes(400 / id)));
    alert.put("seenAt", now);
    return alert;
  }

  Map<String, Object> errorGroups() {
    return Map.of(
        "items",
        List.of(
            group(
                "5a0c11d2f0e94b77",
                9,
                "HttpTimeoutException: request timed out after PT10S"
                    + " (https://chat.example.com/hooks/alerts)"),
            group(
                "c4d2a90be1138f60",
                3,
                "GiveUpException: the chat answered 404: {\"error\":\"channel_not_found\","
                    + "\"channel\":\"#alerts-of-a-team-that-was-renamed\"}")));
  }

  private Map<String, Object> group(String error, int count, String text) {
    return Map.of(
        "handler",
        "ChatAlert",
        "error",
        error,
        "text",
        text,
        "count",
        count,
        "firstAt",
        now.minus(Duration.ofMinutes(267)),
        "lastAt",
        now.minus(Duration.ofMinutes(190)),
        "deliveryId",
        SampleData.DETAILED);
  }
}
