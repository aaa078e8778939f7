package io.fswebhook.war.api;

import io.fswebhook.core.inbox.ListPlace;
import io.fswebhook.war.http.ProblemException;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The query parameters of a request, validated on access. An empty one counts as absent. */
final class Query {

  static final int USUAL_LIMIT = 50;
  static final int MOST = 200;

  private static final int LONGEST = 1_000;

  private final Map<String, List<String>> parameters;

  private Query(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /**
   * Those of a request.
   *
   * @param names the allowed ones
   */
  static Query of(UriInfo uri, String... names) {
    Map<String, List<String>> parameters = uri.getQueryParameters();
    Set<String> known = Set.of(names);
    parameters.forEach((name, values) -> check(name, values, known, List.of(names)));
    return new Query(parameters);
  }

  private static void check(
      String name, List<String> values, Set<String> known, List<String> names) {
    if (!known.contains(name)) {
      throw ProblemException.badRequest(
          names.isEmpty()
              ? "There must be no query parameter here, was " + QuotedInput.of(name) + "."
              : "A query parameter must be one of "
                  + String.join(", ", names)
                  + ", was "
                  + QuotedInput.of(name)
                  + ".");
    }
    if (values.size() > 1) {
      throw ProblemException.badRequest(
          name + " must be given once, was " + values.size() + " times.");
    }
  }

  Optional<String> text(String name) {
    String value = parameters.getOrDefault(name, List.of("")).get(0);
    if (value.length() > LONGEST) {
      throw wrong(name, "at most " + LONGEST + " characters", value);
    }
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  <T> Optional<T> oneOf(String name, Map<String, T> choices) {
    return text(name).map(value -> oneOf(name, choices, value));
  }

  static <T> T oneOf(String name, Map<String, T> choices, String value) {
    T choice = choices.get(value);
    if (choice == null) {
      throw wrong(
          name, "one of " + String.join(", ", choices.keySet().stream().sorted().toList()), value);
    }
    return choice;
  }

  /** Of an operation or a rejection; empty for what is no such id. */
  static Optional<Long> id(String text) {
    try {
      return text.matches("\\d{1,19}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    } catch (NumberFormatException e) { // larger than any
      return Optional.empty();
    }
  }

  int limit() {
    return text("limit").map(Query::limit).orElse(USUAL_LIMIT);
  }

  private static int limit(String value) {
    if (value.matches("[1-9]\\d{0,2}") && Integer.parseInt(value) <= MOST) {
      return Integer.parseInt(value);
    }
    throw wrong("limit", "1 to " + MOST, value);
  }

  /** Where the previous page ended. */
  Optional<Long> cursor(String kind) {
    return cursor(value -> Cursor.read(kind, value));
  }

  /** As {@link #cursor}, in a list that is ordered by time. */
  Optional<ListPlace> place(String kind) {
    return cursor(value -> Cursor.readPlace(kind, value));
  }

  private <T> Optional<T> cursor(Function<String, Optional<T>> read) {
    return text("cursor")
        .map(
            value ->
                read.apply(value)
                    .orElseThrow(
                        () -> wrong("cursor", "the nextCursor of a previous page", value)));
  }

  static ProblemException wrong(String name, String rule, String value) {
    return ProblemException.badRequest(
        name + " must be " + rule + ", was " + QuotedInput.of(value) + ".");
  }
}
