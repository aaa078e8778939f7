package io.fswebhook.core.dispatch;

import io.fswebhook.core.rule.ExpressionFailedException;

/** A handler was not called because of its rule. Says nothing about whether it works. */
final class FilterException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean unmatched;

  private FilterException(String message, boolean unmatched) {
    super(message);
    this.unmatched = unmatched;
  }

  static FilterException unmatched(String handler) {
    return new FilterException(setting(handler, "filter") + " does not match: not called", true);
  }

  static FilterException failed(String handler, String key, ExpressionFailedException failure) {
    return new FilterException(setting(handler, key) + " failed: " + failure.getMessage(), false);
  }

  private static String setting(String handler, String key) {
    return "fs.webhook.handlers." + handler + "." + key;
  }

  /** Whether nothing remains to be done. */
  boolean isUnmatched() {
    return unmatched;
  }
}
