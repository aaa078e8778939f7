package io.fswebhook.core.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names of events, in which {@code *} stands for any characters. Thread-safe. */
public final class EventPatterns {

  /** Every event. */
  public static final EventPatterns ALL = new EventPatterns(List.of());

  private final List<String> all;
  private final Set<String> names;
  private final List<Pattern> globs;

  private EventPatterns(List<String> all) {
    this.all = List.copyOf(all);
    this.names = all.stream().filter(each -> !isGlob(each)).collect(Collectors.toUnmodifiableSet());
    this.globs = all.stream().filter(EventPatterns::isGlob).map(EventPatterns::compiled).toList();
  }

  /** None is every event. */
  public static EventPatterns of(List<String> patterns) {
    return new EventPatterns(patterns);
  }

  private static boolean isGlob(String pattern) {
    return pattern.indexOf('*') >= 0;
  }

  private static Pattern compiled(String glob) {
    return Pattern.compile(
        Arrays.stream(glob.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }

  public boolean includes(String eventName) {
    return all.isEmpty()
        || names.contains(eventName)
        || globs.stream().anyMatch(glob -> glob.matcher(eventName).matches());
  }

  /** As they were written; none is every event. */
  public List<String> patterns() {
    return all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventPatterns patterns && patterns.all.equals(all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
