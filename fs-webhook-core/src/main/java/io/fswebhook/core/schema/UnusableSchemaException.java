package io.fswebhook.core.schema;

/** A schema cannot be used. The message says where in its file, and why. */
final class UnusableSchemaException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnusableSchemaException(String message) {
    super(message);
  }
}
