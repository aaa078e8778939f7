package io.fswebhook.core.rule;

import org.jspecify.annotations.Nullable;

/**
 * By what the tasks of a handler are ordered: an expression whose values are ordering keys.
 * Thread-safe.
 */
public final class OrderBy {

  private final Expression expression;
  private final PlainPath path;

  private OrderBy(Expression expression) {
    this.expression = expression;
    this.path = PlainPath.of(expression.tree());
  }

  /**
   * Compiles an expression.
   *
   * @throws ExpressionSyntaxException if it is none
   */
  public static OrderBy compile(String text) throws ExpressionSyntaxException {
    return new OrderBy(Expression.compile(text));
  }

  /**
   * The key of an event, for the thread that receives it; null if the expression has no value.
   *
   * @throws ExpressionFailedException if it fails, or takes too long for that thread
   */
  public @Nullable Long keyAtReceipt(EventValues event) {
    Object value = quick(event);
    return OrderKey.of(value == PlainPath.UNKNOWN ? event.evaluateAtReceipt(expression) : value);
  }

  /**
   * The key of an event; null if the expression has no value.
   *
   * @throws ExpressionFailedException if it fails
   */
  public @Nullable Long key(EventValues event) {
    return OrderKey.of(event.evaluate(expression, Filter.LONGEST));
  }

  private @Nullable Object quick(EventValues event) {
    Object value = path.isNone() ? PlainPath.UNKNOWN : path.follow(event.body());
    return OrderKey.isPlain(value) ? EventValues.converted(value) : PlainPath.UNKNOWN;
  }

  /** As it was written. */
  @Override
  public String toString() {
    return expression.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OrderBy orderBy && orderBy.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
