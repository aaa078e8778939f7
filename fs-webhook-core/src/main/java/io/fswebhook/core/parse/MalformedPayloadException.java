package io.fswebhook.core.parse;

import io.fswebhook.core.failure.RefusedException;

/**
 * The body is signed but no event: the message says what is wrong and where, and holds none of it.
 */
public final class MalformedPayloadException extends RefusedException {

  /** What such a refusal is called in answers, traces and metrics. */
  public static final String CODE = "malformed-payload";

  private static final long serialVersionUID = 1L;

  MalformedPayloadException(String message) {
    super(CODE, message);
  }
}
