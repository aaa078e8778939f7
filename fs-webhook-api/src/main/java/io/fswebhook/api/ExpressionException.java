package io.fswebhook.api;

/**
 * Says that the expression of a setting cannot be evaluated on an event, or makes what cannot be
 * used. The attempt has failed and is retried, since the setting may be corrected until then; the
 * circuit breaker is not told, since it says nothing about the handler's target.
 */
public final class ExpressionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * What an expression should be or make, and does not.
   *
   * @param expression whose setting the message begins with
   * @param problem such as "must be a text, was an array"; quotes nothing of the event
   */
  public ExpressionException(EventExpression expression, String problem) {
    super(expression.setting() + " " + problem);
  }
}
