package io.fswebhook.core.plugin;

/** Checks settings. A separate class, because settings records use each other as defaults. */
final class Rule {

  private Rule() {}

  static void check(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", was " + value);
    }
  }
}
