package io.fswebhook.core.plugin;

/**
 * What a setting must comply with. A class of its own, since settings are each other's defaults.
 */
final class Rule {

  private Rule() {}

  static void check(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", was " + value);
    }
  }
}
