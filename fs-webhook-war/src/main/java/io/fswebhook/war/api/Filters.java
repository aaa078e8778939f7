package io.fswebhook.war.api;

import io.fswebhook.core.inbox.EventNames;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses and describes the filters of a request. */
final class Filters {

  /** The members of a filter, in a query and in a body. */
  static final String[] NAMES = {"event", "state", "handler", "organisation", "from", "before"};

  private static final Map<String, TaskState> STATES =
      Stream.of(TaskState.values()).collect(Collectors.toMap(TaskState::code, Function.identity()));

  private Filters() {}

  static TaskFilter of(Query query) {
    return of(query::text, name -> name);
  }

  static TaskFilter of(Members members) {
    return of(members::text, members::path);
  }

  private static TaskFilter of(
      Function<String, Optional<String>> text, UnaryOperator<String> path) {
    return filter(
        text.apply("event").orElse(null),
        text.apply("state")
            .map(value -> Query.oneOf(path.apply("state"), STATES, value))
            .orElse(null),
        text.apply("handler").orElse(null),
        text.apply("organisation").orElse(null),
        text.apply("from").map(value -> time(path.apply("from"), value)).orElse(null),
        text.apply("before").map(value -> time(path.apply("before"), value)).orElse(null));
  }

  private static Instant time(String name, String text) {
    return Times.parse(text).orElseThrow(() -> Query.wrong(name, Times.RULE, text));
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

  /** A description for the audit log. */
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
