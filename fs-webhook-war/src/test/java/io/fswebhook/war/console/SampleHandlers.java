package io.fswebhook.war.console;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handlers and plugins, of which some are well. */
final class SampleHandlers {

  private static final String FILTER = "data.value > 100 and data.country in [\"DE\", \"FR\"]";
  private static final String FOLDER = "/var/lib/fs-webhook/plugins";

  private final Instant now;

  SampleHandlers(Instant now) {
    this.now = now;
  }

  Map<String, Object> handlers() {
    Map<String, Object> chat =
        handler(
            "ChatAlert", "circuit-open", 17, Map.of("succeeded", 1841, "retrying", 96, "dead", 12));
    chat.put("breaker", Map.of("state", "open", "since", ago(17)));
    chat.put("tasks", tasks(36, 96, 12));
    chat.put("settings", settings());
    chat.put(
        "rule",
        Map.of(
            "events",
            List.of("metric.alert", "note.*"),
            "filter",
            FILTER,
            "orderBy",
            "data.user.id",
            "orderStrict",
            true));
    chat.put("rate", "10/PT1S");
    chat.put("medianMillis", 212.4);
    chat.put("p99Millis", 10_004);
    chat.put(
        "lastError",
        Map.of(
            "deliveryId",
            SampleData.DETAILED,
            "text",
            "HttpTimeoutException: request timed out after PT10S"
                + " (https://chat.example.com/hooks/alerts)",
            "at",
            ago(1)));
    Map<String, Object> archive =
        handler(
            "DatabaseArchive",
            "paused",
            171,
            Map.of("succeeded", 40_112, "retrying", 0, "dead", 0));
    archive.remove("medianMillis");
    archive.remove("p99Millis");
    Map<String, Object> forward =
        handler(
            "HttpForward", "running", 3_300, Map.of("succeeded", 40_291, "retrying", 3, "dead", 0));
    forward.put("running", 1);
    forward.put("tasks", tasks(1, 0, 0));
    forward.put("medianMillis", 41.2);
    forward.put("p99Millis", 180);
    Map<String, Object> logging =
        handler(
            "LoggingHandler",
            "running",
            3_300,
            Map.of("succeeded", 40_295, "retrying", 0, "dead", 0));
    return Map.of("items", List.of(chat, gone(), archive, forward, logging));
  }

  /** Its plugin failed, and what arrives waits. */
  private Map<String, Object> gone() {
    Map<String, Object> gone =
        handler("CrashAlarm", "not-running", 0, Map.of("succeeded", 0, "retrying", 0, "dead", 0));
    gone.keySet()
        .removeAll(
            List.of("since", "breaker", "medianMillis", "p99Millis", "plugin", "sinceStart"));
    gone.put("tasks", tasks(7, 0, 0));
    gone.put(
        "reason",
        "Its plugin crash-alarm.jar could not be loaded: class com.example.CrashAlarm needs"
            + " com.example.Pager.");
    return gone;
  }

  private Map<String, Object> handler(
      String name, String state, int minutes, Map<String, Object> sinceStart) {
    Map<String, Object> handler = new LinkedHashMap<>();
    handler.put("name", name);
    handler.put("state", state);
    handler.put("since", ago(minutes));
    handler.put("running", 0);
    handler.put("queued", 0);
    handler.put("tasks", tasks(0, 0, 0));
    handler.put("settings", List.of());
    handler.put("rule", Map.of("events", List.of()));
    handler.put("stuckThreads", 0);
    handler.put("breaker", Map.of("state", "closed", "since", ago(minutes)));
    handler.put("sinceStart", sinceStart);
    handler.put("perMinute", state.equals("running") ? 18.4 : 0);
    handler.put("medianMillis", 0.3);
    handler.put("p99Millis", 1.9);
    handler.put("plugin", FOLDER + "/" + name.toLowerCase(Locale.ROOT) + ".jar");
    return handler;
  }

  private static Map<String, Object> tasks(int pending, int retrying, int dead) {
    return Map.of("pending", pending, "retrying", retrying, "dead", dead);
  }

  private static List<Object> settings() {
    return List.of(
        secret(setting("url", "text", null, "Where alerts are sent.", null)),
        setting(
            "body",
            "expression",
            null,
            "The message in place of the handler's own: a text, or the whole JSON.",
            "{\"text\": data.name & \" rose to \" & data.value}"),
        setting(
            "headers.X-Team", "expression", null, "The value of a further header.", "data.team"),
        setting("timeout", "duration", "PT10S", "How long the chat may take to answer.", "PT10S"),
        setting("channel", "text", null, "The channel of the alerts.", "#alerts"));
  }

  private static Map<String, Object> secret(Map<String, Object> setting) {
    setting.put("secret", true);
    return setting;
  }

  private static Map<String, Object> setting(
      String name,
      String type,
      @Nullable String byDefault,
      String description,
      @Nullable String value) {
    Map<String, Object> setting = new LinkedHashMap<>();
    setting.put("name", name);
    setting.put("type", type);
    if (byDefault != null) {
      setting.put("default", byDefault);
    }
    setting.put("description", description);
    if (value != null) {
      setting.put("value", value);
    }
    return setting;
  }

  Map<String, Object> plugins() {
    Map<String, Object> chat = plugin("chat", "running", "1.4.0", List.of("ChatAlert"));
    Map<String, Object> crash = plugin("crash-alarm.jar", "failed", null, List.of());
    crash.put(
        "problems",
        List.of(
            "crash-alarm.jar: class com.example.CrashAlarm needs com.example.Pager, which is in"
                + " none of the plugin's jars. Put the jar that has it into the plugin's folder."));
    Map<String, Object> forward = plugin("forward", "outdated", "2.0.1", List.of("HttpForward"));
    forward.put(
        "problems",
        List.of(
            "forward-2.1.0.jar was compiled against version 1.3 of the API, and this receiver has"
                + " 1.0. Take a newer receiver, or an older plugin."));
    Map<String, Object> logging =
        plugin("logging.jar", "running", "1.0", List.of("LoggingHandler"));
    logging.put("reloadable", false);
    logging.put(
        "warnings",
        List.of("logging.jar holds a copy of org.slf4j, which is ignored. Leave it out."));
    return Map.of("items", List.of(chat, crash, forward, logging));
  }

  private Map<String, Object> plugin(
      String name, String state, @Nullable String version, List<String> handlers) {
    Map<String, Object> plugin = new LinkedHashMap<>();
    plugin.put("name", name);
    plugin.put("source", FOLDER + "/" + name);
    plugin.put("folder", FOLDER);
    if (version != null) {
      plugin.put("version", version);
    }
    plugin.put("state", state);
    plugin.put("since", ago(240));
    plugin.put("reloadable", true);
    plugin.put("handlers", handlers);
    plugin.put("problems", List.of());
    plugin.put("warnings", List.of());
    return plugin;
  }

  private Instant ago(int minutes) {
    return now.minus(Duration.ofMinutes(minutes));
  }
}
