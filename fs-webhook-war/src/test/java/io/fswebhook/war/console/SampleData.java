package io.fswebhook.war.console;

import io.fswebhook.core.verify.VerifySettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A shop's receiver on a day on which a target is down and a secret is wrong. */
final class SampleData {

  static final String DETAILED = "01KAV5Q7R8M3N0TXG6ZB2W4CEF";

  private static final String CHAT_ERROR =
      "HttpTimeoutException: request timed out after PT10S (https://chat.example.com/hooks/alerts)";
  private static final String LONG_NAME = "CustomerSuccessWarehouseSynchronisation";
  private static final List<String> EVENTS =
      List.of(
          "segment.created",
          "segment.trend.alert",
          "recording.event.custom",
          "note.created",
          "metric.alert",
          "nativemobile.event.crash",
          "acme.integration.with.a.name.that.is.longer.than.any.column.somebody.has.for.it");

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  Instant now() {
    return now;
  }

  Map<String, Object> setUp(boolean anyDelivery) {
    Map<String, Object> setUp = new LinkedHashMap<>(setUpOfWebhooks(anyDelivery));
    setUp.put("streamsUrl", "https://hooks.shop.example.com/streams/");
    setUp.put("streams", anyDelivery ? SampleStreams.configured() : List.of());
    return setUp;
  }

  private static Map<String, Object> setUpOfWebhooks(boolean anyDelivery) {
    return Map.of(
        "version",
        "1.0.0",
        "webhookUrl",
        "https://hooks.shop.example.com/webhook",
        "secrets",
        Map.of("general", 1, "organisations", List.of()),
        "signature",
        Map.of(
            "scheme",
            "fullstory",
            "headers",
            VerifySettings.DEFAULT_HEADERS,
            "maxAge",
            "PT24H",
            "maxSkew",
            "PT5M"),
        "pluginFolders",
        List.of("/var/lib/fs-webhook/plugins"),
        "anyDelivery",
        anyDelivery,
        "events",
        EVENTS,
        "inbox",
        "sqlite",
        "warnings",
        List.of());
  }

  Map<String, Object> deliveries() {
    Random random = new Random(7);
    List<Object> items = new ArrayList<>();
    Instant at = now.minusSeconds(4);
    for (int i = 0; i < 24; i++) {
      String event = EVENTS.get(random.nextInt(EVENTS.size()));
      Map<String, Object> item = summary(i, event, at, tasks(event, i, at));
      items.add(i == 5 ? SampleStreams.summary(item) : item);
      at = at.minusMillis(1_000 + random.nextInt(55_000));
    }
    return Map.of("items", items, "nextCursor", "older");
  }

  private static Map<String, Object> summary(
      int number, String event, Instant at, List<Object> tasks) {
    return Map.of(
        "id",
        number == 3 ? DETAILED : "01KAV5Q7R8M3N0TXG6ZB2W4C" + (10 + number),
        "event",
        event,
        "organisation",
        number % 5 == 4 ? "o-1HB2-na1" : "o-19FKC4-na1",
        "receivedAt",
        at,
        "signedAt",
        at.minusSeconds(1),
        "size",
        412 + number * 37,
        "test",
        number == 6,
        "source",
        "webhook",
        "tasks",
        tasks);
  }

  private static List<Object> tasks(String event, int number, Instant at) {
    List<Object> tasks = new ArrayList<>();
    tasks.add(task("HttpForward", number == 0 ? "pending" : "succeeded", 1, null));
    if (event.equals("note.created") || event.endsWith(".alert")) {
      boolean isDead = number > 14;
      tasks.add(
          task(
              "ChatAlert",
              isDead ? "dead" : "retrying",
              isDead ? 12 : 4,
              isDead ? null : at.plusSeconds(900)));
    }
    tasks.add(task("LoggingHandler", "succeeded", 1, null));
    tasks.add(task(LONG_NAME, "succeeded", 1, null));
    return tasks;
  }

  private static Map<String, Object> task(
      String handler, String state, int attempts, @Nullable Instant dueAt) {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("handler", handler);
    task.put("state", state);
    task.put("attempts", attempts);
    task.put("replays", 0);
    if (dueAt != null) {
      task.put("dueAt", dueAt);
    }
    if (state.equals("retrying") || state.equals("dead")) {
      task.put("error", CHAT_ERROR);
    }
    return task;
  }

  Map<String, Object> deadLetters() {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Instant at = now.minus(Duration.ofMinutes(190 + i * 7L));
      String event = i % 3 == 0 ? "metric.alert" : "note.created";
      items.add(
          summary(
              i,
              event,
              at,
              List.of(
                  task("ChatAlert", "dead", 12, null),
                  task("LoggingHandler", "succeeded", 1, null))));
    }
    return Map.of("items", items);
  }

  Map<String, Object> delivery() {
    Instant at = now.minusSeconds(1_300);
    Map<String, Object> delivery = new LinkedHashMap<>(summary(3, "note.created", at, List.of()));
    Map<String, Object> chat = task("ChatAlert", "retrying", 3, now.minusSeconds(54));
    chat.put("waitingFor", "circuit-open");
    chat.put(
        "history",
        List.of(
            attempt(1, at.plusMillis(40), 10_004, "retrying", CHAT_ERROR),
            attempt(2, at.plusSeconds(12), 10_003, "retrying", CHAT_ERROR),
            answered(
                attempt(
                    3,
                    at.plusSeconds(60),
                    212,
                    "retrying",
                    "IOException: the chat answered 503: the service is being worked on"))));
    Map<String, Object> forward = task("HttpForward", "succeeded", 1, null);
    forward.put("history", List.of(attempt(1, at.plusMillis(38), 41, "succeeded", null)));
    Map<String, Object> shop = task("shop", "pending", 0, now.minusSeconds(54));
    shop.put("waitsForDelivery", "01a2092a-67fa-7cf9-a0d2-fd0e313c7d23");
    delivery.put("tasks", List.of(chat, forward, shop));
    delivery.put("unmatched", List.of("crm"));
    delivery.put(
        "notSubscribed",
        List.of(
            Map.of("handler", "CrashAlarm", "reason", "plugin"),
            Map.of("handler", "mail", "reason", "events"),
            Map.of("handler", "mirror", "reason", "later")));
    delivery.put("address", "8.35.195.4");
    delivery.put(
        "body",
        "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"7f2c91\","
            + "\"author\":\"grace@example.com\",\"text\":\"The button below the picture does"
            + " nothing.\",\"created\":\"2026-11-24T09:14:22.031Z\",\"pageInfo\":{\"pageUrl\":"
            + "\"https://shop.example.com/cart\",\"pageHeight\":900,\"pageWidth\":1440},"
            + "\"tags\":[]}}");
    delivery.put(
        "headers",
        Map.of("Content-Type", "application/json", "User-Agent", "FullStory-Webhooks/1.0"));
    delivery.put(
        "signature",
        Map.of(
            "header",
            "Fullstory-Signature",
            "organisation",
            "o-19FKC4-na1",
            "timestamp",
            at.getEpochSecond() - 1,
            "value",
            "K5mZs4… [44 characters]"));
    return delivery;
  }

  Map<String, Object> deliveryOfStream() {
    return SampleStreams.delivery(delivery());
  }

  private static Map<String, Object> answered(Map<String, Object> attempt) {
    attempt.put(
        "response", Map.of("status", 503, "text", "<html><body>Back at ten.</body></html>"));
    return attempt;
  }

  private static Map<String, Object> attempt(
      int number, Instant at, int millis, String outcome, @Nullable String error) {
    Map<String, Object> attempt = new LinkedHashMap<>();
    attempt.put("replay", 0);
    attempt.put("number", number);
    attempt.put("startedAt", at);
    attempt.put("durationMillis", millis);
    attempt.put("outcome", outcome);
    if (error != null) {
      attempt.put("error", error);
    }
    return attempt;
  }

  Map<String, Object> attention() {
    return new SampleAttention(now).attention();
  }

  Map<String, Object> alerts() {
    return new SampleAttention(now).alerts();
  }

  Map<String, Object> errorGroups() {
    return new SampleAttention(now).errorGroups();
  }

  Map<String, Object> activity(String range) {
    return SampleStats.ofHandler(range, Instant.now());
  }

  Map<String, Object> handlers() {
    return new SampleHandlers(now).handlers();
  }

  Map<String, Object> plugins() {
    return new SampleHandlers(now).plugins();
  }

  Map<String, Object> rejections() {
    return new SampleRejections(now).rejections();
  }

  Map<String, Object> rejection() {
    return new SampleRejections(now).rejection();
  }

  Map<String, Object> audit() {
    List<Object> items = new ArrayList<>();
    items.add(entry(4, 12, "ada", "replay", "deliveries", "12 of handler ChatAlert, state dead"));
    items.add(entry(3, 26, "ada", "resume", "handler ChatAlert", ""));
    items.add(entry(2, 171, "night-shift", "pause", "handler ChatAlert", ""));
    items.add(entry(1, 1_502, "admin", "test-event", "delivery " + DETAILED, "note.created"));
    return Map.of("items", items);
  }

  private Map<String, Object> entry(
      int id, int minutesAgo, String who, String action, String target, String detail) {
    return Map.of(
        "id", String.valueOf(id),
        "at", now.minus(Duration.ofMinutes(minutesAgo)),
        "who", who,
        "role", "operator",
        "action", action,
        "target", target,
        "detail", detail);
  }

  Map<String, Object> stats(String range) {
    return SampleStats.of(range, Instant.now());
  }
}
