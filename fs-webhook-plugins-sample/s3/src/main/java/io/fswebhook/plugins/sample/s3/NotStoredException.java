package io.fswebhook.plugins.sample.s3;

import java.io.IOException;

/** An object was not stored, or it is not known whether it was. */
final class NotStoredException extends IOException {

  private static final long serialVersionUID = 1L;

  NotStoredException(String message, Throwable cause) {
    super(message, cause);
  }
}
