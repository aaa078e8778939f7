package io.fswebhook.core.rule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which events a handler gets, by an expression that is true or false of each. Thread-safe. */
public final class Filter {

  /** Of an attempt, which has a thread of its own. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  private final Expression expression;
  private final QuickFilter quick;

  private Filter(Expression expression) {
    this.expression = expression;
    this.quick = QuickFilter.of(expression.tree());
  }

  /**
   * Compiles an expression.
   *
   * @throws ExpressionSyntaxException if it is none
   */
  public static Filter compile(String text) throws ExpressionSyntaxException {
    return new Filter(Expression.compile(text));
  }

  /**
   * Whether an event matches, for the thread that receives it; unknown if that fails or takes too
   * long.
   */
  public FilterAnswer answer(EventValues event) {
    FilterAnswer answer = quick.of(event.body());
    if (answer != FilterAnswer.UNKNOWN) {
      return answer;
    }
    try {
      return FilterAnswer.of(isTrue(event.evaluateAtReceipt(expression)));
    } catch (ExpressionFailedException e) {
      return FilterAnswer.UNKNOWN;
    }
  }

  /**
   * Whether an event matches. Nothing is no match: paths to members that an event does not have
   * lead to nothing.
   *
   * @throws ExpressionFailedException if that cannot be said
   */
  public boolean matches(EventValues event) {
    return matches(event, LONGEST);
  }

  /**
   * The same, within a time.
   *
   * @throws ExpressionFailedException if that cannot be said, or not as fast
   */
  public boolean matches(EventValues event, Duration longest) {
    return isTrue(event.evaluate(expression, longest));
  }

  private static boolean isTrue(@Nullable Object value) {
    if (value != null && !(value instanceof Boolean)) {
      throw new ExpressionFailedException(
          "it must be true or false, was " + ValueJson.typeOf(value).words());
    }
    return Boolean.TRUE.equals(value);
  }

  /** As it was written. */
  @Override
  public String toString() {
    return expression.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Filter filter && filter.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
