package io.fswebhook.core.rule;

import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounds evaluations, one after the other, because an expression and a body can take as long and as
 * much memory as their authors like. Everything that repeats asks it whether to go on.
 */
final class EvaluationGuard {

  /** Each takes some ten frames of the stack. */
  static final int DEEPEST = 150;

  static final int LONGEST_TEXT = 4 << 20;
  static final int MOST_VALUES = 1_000_000;

  /** By one evaluation, whether it still needs them or not. */
  static final int MOST_VALUES_IN_ALL = 4_000_000;

  /** So many characters take as much memory as a value. */
  private static final int CHARACTERS = 16;

  /** Shorter texts are counted each time. */
  private static final int SHORT = 256;

  private static final int STEPS = 64;

  private final IdentityHashMap<Object, Integer> weights = new IdentityHashMap<>(0);
  private Duration longest = Duration.ZERO;
  private long deadline;
  private long made;
  private int depth;
  private int steps;

  void begin(Duration limit) {
    longest = limit;
    deadline = System.nanoTime() + longest.toNanos();
    made = 0;
    depth = 0;
    steps = 0;
  }

  /** What an evaluation made is not kept until the next one. */
  void end() {
    weights.clear();
  }

  void install(Jsonata.Frame frame) {
    frame.setEvaluateEntryCallback((part, input, environment) -> enter());
    frame.setEvaluateExitCallback((part, input, environment, result) -> leave(result));
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw new ExpressionFailedException("it calls itself more than " + DEEPEST + " times");
    }
    step();
  }

  private void leave(@Nullable Object result) {
    depth--;
    if (result instanceof String text) {
      made(text);
    } else if (result instanceof Collection<?> || result instanceof Map<?, ?>) {
      weigh(result);
    }
  }

  /** Counts a text that is there or was made, once. */
  String made(String text) {
    requireLength(text.length());
    if (text.length() < SHORT || weights.put(text, 1) == null) {
      addMade(text.length() / CHARACTERS);
    }
    return text;
  }

  private void addMade(int values) {
    made += values;
    if (made > MOST_VALUES_IN_ALL) {
      throw new ExpressionFailedException(
          "it makes more than " + MOST_VALUES_IN_ALL + " values in all");
    }
  }

  /** A part of an expression, or a character that a regular expression looks at. */
  void step() {
    if (++steps % STEPS == 0) {
      requireTime();
    }
  }

  void requireTime() {
    if (System.nanoTime() - deadline > 0) {
      throw new ExpressionFailedException("it takes longer than " + longest.toMillis() + " ms");
    }
  }

  static void requireLength(long length) {
    if (length > LONGEST_TEXT) {
      throw new ExpressionFailedException(
          "it makes a text of more than " + LONGEST_TEXT + " characters");
    }
  }

  /** Counts shared parts each time they occur, as everything that goes through them does. */
  private int weigh(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return weigh(map, map.values());
    }
    if (value instanceof List<?> list) {
      return weigh(list, list);
    }
    return value instanceof String text ? 1 + text.length() / CHARACTERS : 1;
  }

  private int weigh(Object whole, Collection<?> parts) {
    Integer known = weights.get(whole);
    if (known != null && known > parts.size()) {
      return known;
    }
    requireValues(parts.size());
    if (known == null) {
      addMade(parts.size());
    }
    int weight = 1;
    for (Object part : parts) {
      step();
      weight += weigh(part);
      requireValues(weight);
    }
    weights.put(whole, weight);
    return weight;
  }

  static void requireValues(int count) {
    if (count > MOST_VALUES) {
      throw new ExpressionFailedException("it makes more than " + MOST_VALUES + " values");
    }
  }
}
