package io.fswebhook.core.schema;

import io.fswebhook.core.failure.RefusedException;

/** The body violates its schema, and the settings say to reject such bodies. */
public final class SchemaViolationException extends RefusedException {

  /** What the sender and scripts see. */
  public static final String CODE = "schema-violation";

  private static final long serialVersionUID = 1L;

  /** {@code violations}: places and rules, without values of the body. */
  public SchemaViolationException(String violations) {
    super(CODE, violations);
  }
}
