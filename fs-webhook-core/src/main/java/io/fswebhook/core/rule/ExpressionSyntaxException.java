package io.fswebhook.core.rule;

/** A text is no expression. The message says what is wrong and at which character. */
public final class ExpressionSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  ExpressionSyntaxException(String what, int position) {
    super(position > 0 ? what + " at character " + position : what);
  }
}
