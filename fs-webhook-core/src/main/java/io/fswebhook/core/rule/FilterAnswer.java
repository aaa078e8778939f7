package io.fswebhook.core.rule;

/** What a filter says of an event. */
public enum FilterAnswer {
  YES,
  NO,
  /** It cannot be said, or not by this means. */
  UNKNOWN;

  static FilterAnswer of(boolean yes) {
    return yes ? YES : NO;
  }
}
