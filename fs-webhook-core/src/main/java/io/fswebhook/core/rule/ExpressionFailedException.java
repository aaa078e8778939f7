package io.fswebhook.core.rule;

/** An expression cannot be evaluated. The message quotes nothing of the event. */
public final class ExpressionFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExpressionFailedException(String message) {
    super(message);
  }
}
