package io.fswebhook.war.api;

import io.fswebhook.core.inbox.EventNames;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a caller asks for, as the inbox understands it, and as people read it. */
final class Filters {

  /** The names that a filter has, in a query and in a body. */
  static final String[] NAMES = {"event", "state", "handler", "organisation", "from", "before"};

  private static final Map<String, TaskState> STATES =
      Stream.of(TaskState.values()).collect(Collectors.toMap(TaskState::code, Function.identity()));

  private Filters() {}

  static TaskFilter of(Query query) {
    return filter(
        query.text("event").orElse(null),
        query.oneOf("state", STATES).orElse(null),
        query.text("handler").orElse(null),
        query.text("organisation").orElse(null),
        query.time("from").orElse(null),
        query.time("before").orElse(null));
  }

  static TaskFilter of(Members members) {
    return filter(
        members.text("event").orElse(null),
        members.text("state").map(text -> state(members, text)).orElse(null),
        members.text("handler").orElse(null),
        members.text("organisation").orElse(null),
        members.text("from").map(text -> time(members, "from", text)).orElse(null),
        members.text("before").map(text -> time(members, "before", text)).orElse(null));
  }

  private static TaskState state(Members members, String text) {
    TaskState state = STATES.get(text);
    if (state == null) {
      throw Query.wrong(
          members.path("state"),
          "one of " + String.join(", ", STATES.keySet().stream().sorted().toList()),
          text);
    }
    return state;
  }

  private static Instant time(Members members, String name, String text) {
    return Times.parse(text).orElseThrow(() -> Query.wrong(members.path(name), Times.RULE, text));
  }

  private static TaskFilter filter(
      @Nullable String event,
      @Nullable TaskState state,
      @Nullable String handler,
      @Nullable String organisation,
      @Nullable Instant from,
      @Nullable Instant before) {
    if (from != null && before != null && !from.isBefore(before)) {
      throw Query.wrong("before", "later than from", Times.text(before));
    }
    return new TaskFilter(
        null,
        event == null ? null : EventNames.kept(event),
        organisation,
        from,
        before,
        handler,
        state);
  }

  /** In words, for the audit. */
  static String words(TaskFilter filter) {
    List<String> words = new ArrayList<>();
    add(words, "event", filter.eventName());
    add(words, "state", filter.state() == null ? null : filter.state().code());
    add(words, "handler", filter.handler());
    add(words, "organisation", filter.orgId());
    add(words, "from", Times.textOrNull(filter.receivedFrom()));
    add(words, "before", Times.textOrNull(filter.receivedBefore()));
    return words.isEmpty() ? "all" : String.join(", ", words);
  }

  private static void add(List<String> words, String name, @Nullable String value) {
    if (value != null) {
      words.add(name + " " + value);
    }
  }
}
