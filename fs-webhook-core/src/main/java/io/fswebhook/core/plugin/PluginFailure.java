package io.fswebhook.core.plugin;

/**
 * What is wrong with a plugin, in words. Holds nothing that the plugin threw, so that neither its
 * classes nor its code outlive it.
 */
final class PluginFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param what is wrong, without a full stop
   * @param advice what to do, without a full stop
   */
  PluginFailure(String what, String advice) {
    super(what + ". " + advice + ".", null, false, false);
  }

  /** The sentence for the operator. */
  String sentence(PluginSource source) {
    return "Plugin " + source.path() + ": " + getMessage();
  }
}
