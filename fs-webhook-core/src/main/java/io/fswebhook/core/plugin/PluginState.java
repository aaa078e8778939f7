package io.fswebhook.core.plugin;

/** How a plugin is doing. */
public enum PluginState {
  /** All of its handlers run, but those that are disabled. */
  RUNNING,
  /** Some of its handlers run; the problems say why the others do not. */
  INCOMPLETE,
  /** The version before runs; the problems say why the one that lies there does not. */
  OUTDATED,
  /** All of its handlers are disabled by their settings. */
  DISABLED,
  /** None of its handlers runs; the problems say why. */
  FAILED,
  /** It was loaded to be looked at; nothing was started. */
  CHECKED
}
