package io.fswebhook.war.alert;

import io.fswebhook.core.alert.AlertMessage;
import io.fswebhook.war.http.JsonText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert as a CloudEvent 1.0 in JSON. */
record AlertEvent(AlertMessage message, @Nullable String consoleUrl, Instant now) {

  byte[] json() {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", message.id());
    event.put("source", "fs-webhook");
    event.put("type", "io.fswebhook.alert." + message.step().code());
    put(event, "subject", message.subject());
    event.put("time", now.toString());
    event.put("datacontenttype", "application/json");
    event.put("data", data());
    return JsonText.of(event);
  }

  private Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    Long alertId = message.alertId();
    put(data, "alertId", alertId == null ? null : String.valueOf(alertId));
    data.put("kind", message.kind().code());
    data.put("severity", message.severity().code());
    put(data, "subject", message.subject());
    data.put("text", message.text());
    data.put("advice", message.kind().advice());
    put(data, "count", message.count());
    data.put("openedAt", message.since().toString());
    Instant resolvedAt = message.resolvedAt();
    put(data, "resolvedAt", resolvedAt == null ? null : resolvedAt.toString());
    put(data, "consoleUrl", consoleUrl);
    return data;
  }

  private static void put(Map<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }
}
