package io.fswebhook.core.rule;

import io.fswebhook.api.ExpressionValue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What handlers make of an event, by an expression. Thread-safe. */
public final class Transform {

  private final Expression expression;

  private Transform(Expression expression) {
    this.expression = expression;
  }

  /**
   * Compiles an expression.
   *
   * @throws ExpressionSyntaxException if it is none
   */
  public static Transform compile(String text) throws ExpressionSyntaxException {
    return new Transform(Expression.compile(text));
  }

  /**
   * What it makes of an event; null for nothing.
   *
   * @throws ExpressionFailedException if it cannot be evaluated within its bounds
   */
  public @Nullable ExpressionValue of(EventValues event) {
    return of(event, Filter.LONGEST);
  }

  /** The same, within a time. */
  public @Nullable ExpressionValue of(EventValues event, Duration longest) {
    Object value = event.evaluate(expression, longest);
    return value == null ? null : ValueJson.of(value);
  }

  /** As it was written. */
  @Override
  public String toString() {
    return expression.toString();
  }
}
