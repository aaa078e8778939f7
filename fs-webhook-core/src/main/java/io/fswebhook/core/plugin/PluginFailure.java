package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A problem of a plugin, described in text. References nothing that the plugin threw, which would
 * keep its classes in memory.
 */
final class PluginFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /**
   * A problem that lasts until the plugin is replaced.
   *
   * @param what is wrong, without a full stop
   * @param advice what to do, without a full stop
   */
  PluginFailure(String what, String advice) {
    this(what, advice, false);
  }

  private PluginFailure(String what, String advice, boolean passing) {
    super(what + ". " + advice + ".", null, false, false);
    this.passing = passing;
  }

  /** A problem that a retry with the same plugin may solve. */
  static PluginFailure passing(String what, String advice) {
    return new PluginFailure(what, advice, true);
  }

  boolean isPassing() {
    return passing;
  }

  /** What is wrong, and what to do. */
  String text() {
    return Objects.requireNonNull(getMessage());
  }

  /** The sentence for the operator. */
  String sentence(Path plugin) {
    return "Plugin " + plugin + ": " + text();
  }
}
