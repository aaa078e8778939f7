package io.fswebhook.core.plugin;

import java.nio.file.Path;

/**
 * What is wrong with a plugin, in words. Holds nothing that the plugin threw, so that neither its
 * classes nor its code outlive it.
 */
final class PluginFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /**
   * Something that stays wrong until the plugin is replaced.
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

  /** Something that may be right the next time, with the same plugin. */
  static PluginFailure passing(String what, String advice) {
    return new PluginFailure(what, advice, true);
  }

  boolean isPassing() {
    return passing;
  }

  /** The sentence for the operator. */
  String sentence(Path plugin) {
    return "Plugin " + plugin + ": " + getMessage();
  }
}
