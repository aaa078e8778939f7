package io.fswebhook.api.testkit;

import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.WebhookEvent;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event record as the JSON that binds to it. Components have the JSON's names; null
 * components are omitted.
 */
final class EventJson {

  private EventJson() {}

  static String write(WebhookEvent event) {
    if (event instanceof StreamEvent stream) {
      return json(stream.value());
    }
    Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
    envelope.put("eventName", event.eventName());
    envelope.put("version", event.version());
    envelope.put("data", data(event));
    return json(envelope);
  }

  private static Map<String, @Nullable Object> data(WebhookEvent event) {
    if (event instanceof UnknownEvent) {
      return event.additional();
    }
    if (event instanceof Record known) {
      Map<String, @Nullable Object> members = members(known);
      members.remove("version");
      return members;
    }
    throw new IllegalArgumentException(
        "a body can only be made for the event records of the API, was "
            + event.getClass().getName());
  }

  private static Map<String, @Nullable Object> members(Record value) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object member = read(value, component);
      if (component.getName().equals("additional") && member instanceof Map<?, ?> additional) {
        additional.forEach((name, content) -> members.put(String.valueOf(name), content));
      } else if (member != null) {
        members.put(component.getName(), member);
      }
    }
    return members;
  }

  private static @Nullable Object read(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component + " of " + value.getClass(), e);
    }
  }

  private static String json(@Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value);
    }
    if (value instanceof Record nested) {
      return json(members(nested));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(EventJson::json).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(member -> json(member.getKey()) + ":" + json(member.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    return quoted(value.toString());
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        continue;
      }
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }
}
