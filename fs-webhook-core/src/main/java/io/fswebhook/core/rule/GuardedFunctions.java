package io.fswebhook.core.rule;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Utils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the library that know no bound, again: those that search a text, those that read
 * a picture, those that make long texts at once, and one that takes the square of the time.
 */
record GuardedFunctions(EvaluationGuard guard) {

  void install(Jsonata.Frame frame) {
    new GuardedSearch(guard).install(frame);
    GuardedPictures.install(frame);
    bind(frame, "pad", "<s-ns?:s>", this::pad);
    bind(frame, "join", "<a<s>s?:s>", this::join);
    bind(frame, "string", "<x-b?:s>", this::string);
    bind(frame, "spread", "<x-:a<o>>", this::spread);
    bind(frame, "eval", "<sx?:x>", this::eval);
  }

  interface Body {
    @Nullable Object call(List<?> arguments) throws Exception;
  }

  static void bind(Jsonata.Frame frame, String name, String signature, Body body) {
    frame.bind(name, new JFunction((input, arguments) -> body.call(arguments), signature));
  }

  static @Nullable Object at(List<?> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private @Nullable Object pad(List<?> arguments) {
    if (!(at(arguments, 0) instanceof String text) || !(at(arguments, 1) instanceof Number width)) {
      return null;
    }
    long wanted = Math.abs(width.longValue());
    EvaluationGuard.requireLength(wanted);
    String fill = text(at(arguments, 2)).isEmpty() ? " " : text(at(arguments, 2));
    int missing = (int) wanted - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    String padding = fill.repeat(missing / fill.length() + 1).substring(0, missing);
    return guard.made(width.longValue() > 0 ? text + padding : padding + text);
  }

  private @Nullable Object join(List<?> arguments) {
    if (!(at(arguments, 0) instanceof List<?> texts)) {
      return null;
    }
    String separator = text(at(arguments, 1));
    long length = 0;
    for (Object each : texts) {
      guard.step();
      length += text(each).length() + separator.length();
      EvaluationGuard.requireLength(length);
    }
    return guard.made(
        texts.stream().map(GuardedFunctions::text).collect(Collectors.joining(separator)));
  }

  private @Nullable Object string(List<?> arguments) {
    Object value = at(arguments, 0);
    if (value == null) {
      return null;
    }
    boolean isPretty =
        Boolean.TRUE.equals(at(arguments, 1)) && (value instanceof Map || value instanceof List);
    return guard.made(isPretty ? ValueJson.pretty(value) : Functions.string(value, false));
  }

  /** Each member as an object of its own. */
  private @Nullable Object spread(List<?> arguments) {
    Object value = at(arguments, 0);
    if (!(value instanceof Map) && !(value instanceof List)) {
      return value;
    }
    List<Object> spread = Utils.createSequence();
    addSpread(value, spread);
    return spread;
  }

  private void addSpread(Object value, List<Object> spread) {
    guard.step();
    EvaluationGuard.requireValues(spread.size());
    if (value instanceof List<?> list) {
      list.forEach(each -> addSpread(each, spread));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> spread.add(singleton(name, member)));
    } else {
      spread.add(value);
    }
  }

  private static Map<Object, @Nullable Object> singleton(Object name, @Nullable Object member) {
    Map<Object, @Nullable Object> single = new LinkedHashMap<>();
    single.put(name, member);
    return single;
  }

  private @Nullable Object eval(List<?> arguments) {
    throw new ExpressionFailedException("$eval is not available");
  }
}
