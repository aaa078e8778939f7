package io.fswebhook.core.rule;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventExpression;
import io.fswebhook.api.ExpressionException;
import io.fswebhook.api.ExpressionValue;
import org.jspecify.annotations.Nullable;

/** An expression as a handler evaluates it. */
public final class HandlerExpression implements EventExpression {

  private final String setting;
  private final Transform transform;

  private HandlerExpression(String setting, Transform transform) {
    this.setting = setting;
    this.transform = transform;
  }

  /**
   * Compiles the value of a setting.
   *
   * @throws IllegalArgumentException if it is no expression
   */
  public static HandlerExpression of(String setting, String text) {
    try {
      return new HandlerExpression(setting, Transform.compile(text));
    } catch (ExpressionSyntaxException e) {
      throw new IllegalArgumentException(
          setting + " must be a JSONata expression: " + e.getMessage(), e);
    }
  }

  @Override
  public String setting() {
    return setting;
  }

  @Override
  public @Nullable ExpressionValue evaluate(Delivery delivery) {
    try {
      return transform.of(EventValues.of(delivery));
    } catch (ExpressionFailedException e) {
      throw new ExpressionException(this, "failed: " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return setting + "=" + transform;
  }
}
