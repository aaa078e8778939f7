package io.fswebhook.core.parse;

import io.fswebhook.core.failure.RefusedException;

/**
 * The body is signed but not an event. The message says what is wrong and where, but quotes
 * nothing.
 */
public final class MalformedPayloadException extends RefusedException {

  /** The code in responses, rejections and metrics. */
  public static final String CODE = "malformed-payload";

  private static final long serialVersionUID = 1L;

  MalformedPayloadException(String message) {
    super(CODE, message);
  }
}
