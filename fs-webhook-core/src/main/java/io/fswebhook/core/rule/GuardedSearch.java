package io.fswebhook.core.rule;

import static io.fswebhook.core.rule.GuardedFunctions.at;
import static io.fswebhook.core.rule.GuardedFunctions.bind;
import static io.fswebhook.core.rule.GuardedFunctions.text;

import com.dashjoin.jsonata.Jsonata;
import io.fswebhook.core.text.SteppedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions that look for a text or a regular expression. Each character may be a step. */
record GuardedSearch(EvaluationGuard guard) {

  /** Those that a regular expression may be an argument of. */
  static final Set<String> OF_PATTERNS = Set.of("contains", "match", "replace", "split");

  /** How many values a match is at least. */
  private static final int OF_A_MATCH = 4;

  void install(Jsonata.Frame frame) {
    bind(frame, "contains", "<s-(sf):b>", this::contains);
    bind(frame, "match", "<s-fn?:a<o>>", this::match);
    bind(frame, "replace", "<s-(sf)(sf)n?:s>", this::replace);
    bind(frame, "split", "<s-(sf)n?:a<s>>", this::split);
    bind(frame, "substringBefore", "<s-s:s>", this::substringBefore);
    bind(frame, "substringAfter", "<s-s:s>", this::substringAfter);
  }

  private static int limit(List<?> arguments, int index) {
    if (!(at(arguments, index) instanceof Number limit)) {
      return Integer.MAX_VALUE;
    }
    if (limit.intValue() < 0) {
      throw new ExpressionFailedException("a limit must not be below zero");
    }
    return limit.intValue();
  }

  private Matcher matcher(Pattern pattern, String text) {
    return pattern.matcher(new SteppedText(text, guard::step));
  }

  /** A pattern that matches nothing reads nothing. */
  private boolean find(Matcher matcher) {
    guard.step();
    return matcher.find();
  }

  /**
   * The part to look for: a regular expression, or the text itself. The text is in a group, because
   * a pattern that begins with a text is prepared in the square of the text's length.
   */
  private static Pattern pattern(@Nullable Object part) {
    return part instanceof Pattern pattern
        ? pattern
        : Pattern.compile("(" + Pattern.quote(text(part)) + ")");
  }

  private @Nullable Object contains(List<?> arguments) {
    return at(arguments, 0) instanceof String text
        ? matcher(pattern(at(arguments, 1)), text).find()
        : null;
  }

  private @Nullable Object match(List<?> arguments) {
    if (!(at(arguments, 0) instanceof String text)) {
      return null;
    }
    List<Object> found = new ArrayList<>();
    Matcher matcher = matcher(pattern(at(arguments, 1)), text);
    for (int left = limit(arguments, 2); left > 0 && find(matcher); left--) {
      found.add(found(matcher));
      EvaluationGuard.requireValues(found.size() * OF_A_MATCH);
    }
    return found;
  }

  private static Map<String, Object> found(Matcher matcher) {
    List<@Nullable Object> groups = new ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      groups.add(matcher.group(group));
    }
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("match", matcher.group());
    found.put("index", matcher.start());
    found.put("groups", groups);
    return found;
  }

  private @Nullable Object replace(List<?> arguments) {
    if (!(at(arguments, 0) instanceof String text)) {
      return null;
    }
    if (!(at(arguments, 2) instanceof String replacement)) {
      throw new ExpressionFailedException("$replace takes a text to replace by, no function");
    }
    boolean isPattern = at(arguments, 1) instanceof Pattern;
    Matcher matcher = matcher(pattern(at(arguments, 1)), text);
    StringBuilder replaced = new StringBuilder();
    int from = 0;
    for (int left = limit(arguments, 3); left > 0 && find(matcher); left--) {
      replaced.append(text, from, matcher.start());
      replaced.append(isPattern ? withGroups(replacement, matcher) : replacement);
      EvaluationGuard.requireLength(replaced.length());
      from = matcher.end();
    }
    return guard.made(replaced.append(text, from, text.length()).toString());
  }

  /** {@code $1} to {@code $9} and {@code $0} are groups; {@code $$} is a dollar sign. */
  private static String withGroups(String replacement, Matcher matcher) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < replacement.length(); i++) {
      char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
      if (replacement.charAt(i) == '$' && (next == '$' || Character.isDigit(next))) {
        text.append(next == '$' ? "$" : group(matcher, next - '0'));
        i++;
      } else {
        text.append(replacement.charAt(i));
      }
    }
    return text.toString();
  }

  private static String group(Matcher matcher, int number) {
    String group = number <= matcher.groupCount() ? matcher.group(number) : null;
    return group == null ? "" : group;
  }

  private @Nullable Object split(List<?> arguments) {
    if (!(at(arguments, 0) instanceof String text)) {
      return null;
    }
    int limit = limit(arguments, 2);
    List<Object> parts = new ArrayList<>();
    Matcher matcher = matcher(pattern(at(arguments, 1)), text);
    int from = 0;
    while (parts.size() < limit && find(matcher)) {
      if (matcher.end() > 0) {
        parts.add(text.substring(from, matcher.start()));
        EvaluationGuard.requireValues(parts.size());
        from = matcher.end();
      }
    }
    if (parts.size() < limit) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  private @Nullable Object substringBefore(List<?> arguments) {
    if (!(at(arguments, 0) instanceof String text)) {
      return null;
    }
    Matcher matcher = matcher(pattern(at(arguments, 1)), text);
    return find(matcher) ? text.substring(0, matcher.start()) : text;
  }

  private @Nullable Object substringAfter(List<?> arguments) {
    if (!(at(arguments, 0) instanceof String text)) {
      return null;
    }
    Matcher matcher = matcher(pattern(at(arguments, 1)), text);
    return find(matcher) ? text.substring(matcher.end()) : text;
  }
}
