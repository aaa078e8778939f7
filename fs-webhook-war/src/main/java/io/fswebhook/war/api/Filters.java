package io.fswebhook.war.api;

import io.fswebhook.core.inbox.DeliverySource;
import io.fswebhook.core.inbox.EventNames;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses and describes the filters of a request. */
final class Filters {

  /** The members of a filter, in a query and in a body. */
  static final List<String> NAMES =
      List.of(
          "source", "event", "state", "handler", "organisation", "from", "before", "text", "error");

  /** A member of a filter in a body: the ids of deliveries. */
  static final String IDS = "ids";

  private static final Pattern ERROR = Pattern.compile("[0-9a-f]{16}");

  private static final Map<String, TaskState> STATES =
      Stream.of(TaskState.values()).collect(Collectors.toMap(TaskState::code, Function.identity()));

  private static final Map<String, DeliverySource> SOURCES =
      Stream.of(DeliverySource.values())
          .collect(Collectors.toMap(DeliverySource::code, Function.identity()));

  private Filters() {}

  static TaskFilter of(Query query) {
    return of(query::text, name -> name);
  }

  static TaskFilter of(Members members) {
    TaskFilter filter = of(members::text, members::path);
    return members
        .names(IDS, TaskFilter.MOST_IDS)
        .map(ids -> filter.ofDeliveries(List.copyOf(ids)))
        .orElse(filter);
  }

  private static TaskFilter of(
      Function<String, Optional<String>> text, UnaryOperator<String> path) {
    Instant from = text.apply("from").map(value -> time(path.apply("from"), value)).orElse(null);
    Instant before =
        text.apply("before").map(value -> time(path.apply("before"), value)).orElse(null);
    if (from != null && before != null && !from.isBefore(before)) {
      throw Query.wrong("before", "later than from", Times.text(before));
    }
    return new TaskFilter(
        null,
        text.apply("source")
            .map(value -> Query.oneOf(path.apply("source"), SOURCES, value))
            .orElse(null),
        text.apply("event").map(EventNames::kept).orElse(null),
        text.apply("organisation").orElse(null),
        from,
        before,
        text.apply("text").orElse(null),
        text.apply("handler").orElse(null),
        text.apply("state")
            .map(value -> Query.oneOf(path.apply("state"), STATES, value))
            .orElse(null),
        text.apply("error").map(value -> error(path.apply("error"), value)).orElse(null));
  }

  private static long error(String name, String text) {
    if (!ERROR.matcher(text).matches()) {
      throw Query.wrong(name, "16 hexadecimal digits, as error-groups has them", text);
    }
    return Long.parseUnsignedLong(text, 16);
  }

  /** A fingerprint as callers see it. */
  static String error(long fingerprint) {
    return HexFormat.of().toHexDigits(fingerprint);
  }

  private static Instant time(String name, String text) {
    return Times.parse(text).orElseThrow(() -> Query.wrong(name, Times.RULE, text));
  }

  /** A description for the audit log. */
  static String words(TaskFilter filter) {
    List<String> words = new ArrayList<>();
    add(words, "source", filter.source() == null ? null : filter.source().code());
    add(words, "event", filter.eventName());
    add(words, "state", filter.state() == null ? null : filter.state().code());
    add(words, "handler", filter.handler());
    add(words, "organisation", filter.orgId());
    add(words, "from", Times.textOrNull(filter.receivedFrom()));
    add(words, "before", Times.textOrNull(filter.receivedBefore()));
    add(words, "text", filter.text());
    add(words, "error", filter.error() == null ? null : error(filter.error()));
    add(words, "ids", filter.deliveryIds() == null ? null : String.join(" ", filter.deliveryIds()));
    return words.isEmpty() ? "all" : String.join(", ", words);
  }

  private static void add(List<String> words, String name, @Nullable String value) {
    if (value != null) {
      words.add(name + " " + value);
    }
  }
}
