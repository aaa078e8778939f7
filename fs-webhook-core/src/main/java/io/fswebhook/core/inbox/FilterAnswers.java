package io.fswebhook.core.inbox;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of handlers said of a delivery when it was received, beyond yes.
 *
 * @param unmatched the handlers that did not get it
 * @param undecided the handlers whose filter or order failed: they got it, and the attempt decides
 * @param orderKeys the ordering keys of handlers that have an order
 */
public record FilterAnswers(
    List<String> unmatched, List<String> undecided, Map<String, Long> orderKeys) {

  private static final String NO = "-";
  private static final String UNKNOWN = "?";
  private static final String ORDERED = "#";
  private static final String AFTER_KEY = ":";

  public FilterAnswers {
    unmatched = List.copyOf(unmatched);
    undecided = List.copyOf(undecided);
    orderKeys = Map.copyOf(orderKeys);
  }

  /** Of filters alone. */
  public FilterAnswers(List<String> unmatched, List<String> undecided) {
    this(unmatched, undecided, Map.of());
  }

  /** In one line; null if there is nothing to note. Names of handlers have no spaces. */
  public @Nullable String stored() {
    if (unmatched.isEmpty() && undecided.isEmpty() && orderKeys.isEmpty()) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    unmatched.forEach(handler -> line.append(NO).append(handler).append(' '));
    undecided.forEach(handler -> line.append(UNKNOWN).append(handler).append(' '));
    new TreeMap<>(orderKeys)
        .forEach(
            (handler, key) ->
                line.append(ORDERED)
                    .append(Long.toHexString(key))
                    .append(AFTER_KEY)
                    .append(handler)
                    .append(' '));
    return line.substring(0, line.length() - 1);
  }

  /** From the form of {@link #stored}. */
  public static FilterAnswers ofStored(@Nullable String line) {
    return new FilterAnswers(
        marked(line, NO).toList(), marked(line, UNKNOWN).toList(), orderKeys(line));
  }

  private static Stream<String> marked(@Nullable String line, String mark) {
    return line == null
        ? Stream.empty()
        : Arrays.stream(line.split(" ", -1))
            .filter(each -> each.startsWith(mark))
            .map(each -> each.substring(1));
  }

  /** Of a line of this form. */
  public static Map<String, Long> orderKeys(@Nullable String line) {
    if (line == null || !line.contains(ORDERED)) { // most deliveries
      return Map.of();
    }
    Map<String, Long> keys = new TreeMap<>();
    marked(line, ORDERED)
        .map(each -> each.split(AFTER_KEY, 2))
        .forEach(each -> keys.put(each[1], Long.parseLong(each[0], 16)));
    return keys;
  }

  /** Whether a line of this form says that a handler's filter failed. */
  public static boolean isUndecided(@Nullable String line, String handler) {
    return line != null
        && line.contains(UNKNOWN)
        && List.of(line.split(" ", -1)).contains(UNKNOWN + handler);
  }
}
