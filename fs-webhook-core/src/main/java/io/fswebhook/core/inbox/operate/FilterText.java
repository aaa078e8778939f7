package io.fswebhook.core.inbox.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.inbox.DeliverySource;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A filter and names as text that is kept, in the form of a URL's query. */
public final class FilterText {

  private static final String NAME = "handler";

  private FilterText() {}

  static String of(TaskFilter filter) {
    Parts parts = new Parts(new ArrayList<>());
    if (filter.deliveryIds() != null) {
      filter.deliveryIds().forEach(id -> parts.add("id", id));
    }
    parts.add("source", filter.source() == null ? null : filter.source().code());
    parts.add("event", filter.eventName());
    parts.add("organisation", filter.orgId());
    parts.add("from", filter.receivedFrom());
    parts.add("before", filter.receivedBefore());
    parts.add("text", filter.text());
    parts.add(NAME, filter.handler());
    parts.add("state", filter.state() == null ? null : filter.state().code());
    parts.add("error", filter.error());
    return parts.text();
  }

  public static TaskFilter read(String text) {
    Map<String, List<String>> parts = parts(text);
    return new TaskFilter(
        parts.get("id"),
        first(parts, "source", DeliverySource::ofCode),
        first(parts, "event", Function.identity()),
        first(parts, "organisation", Function.identity()),
        first(parts, "from", Instant::parse),
        first(parts, "before", Instant::parse),
        first(parts, "text", Function.identity()),
        first(parts, NAME, Function.identity()),
        first(parts, "state", TaskState::of),
        first(parts, "error", Long::valueOf));
  }

  static @Nullable String ofNames(@Nullable List<String> names) {
    if (names == null) {
      return null;
    }
    Parts parts = new Parts(new ArrayList<>());
    names.forEach(name -> parts.add(NAME, name));
    return parts.text();
  }

  public static @Nullable List<String> readNames(@Nullable String text) {
    return text == null ? null : parts(text).getOrDefault(NAME, List.of());
  }

  private record Parts(List<String> written) {

    void add(String name, @Nullable Object value) {
      if (value != null) {
        written.add(name + "=" + URLEncoder.encode(value.toString(), UTF_8));
      }
    }

    String text() {
      return String.join("&", written);
    }
  }

  private static Map<String, List<String>> parts(String text) {
    Map<String, List<String>> parts = new HashMap<>();
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts
            .computeIfAbsent(part.substring(0, equals), name -> new ArrayList<>())
            .add(URLDecoder.decode(part.substring(equals + 1), UTF_8));
      }
    }
    return parts;
  }

  private static <T> @Nullable T first(
      Map<String, List<String>> parts, String name, Function<String, T> value) {
    List<String> values = parts.get(name);
    return values == null ? null : value.apply(values.get(0));
  }
}
