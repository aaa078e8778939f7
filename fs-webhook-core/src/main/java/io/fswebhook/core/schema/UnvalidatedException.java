package io.fswebhook.core.schema;

/** A check exceeds its bounds. The message says which. */
final class UnvalidatedException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnvalidatedException(String message) {
    super(message);
  }

  /** None, because a sender can cause this at any time. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
