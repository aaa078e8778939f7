package io.fswebhook.core.plugin;

import java.util.Locale;

/** The state of a plugin. */
public enum PluginState {
  /** All its enabled handlers run. */
  RUNNING,
  /** Some of its handlers run; the problems say why the others do not. */
  INCOMPLETE,
  /** The previous version runs; the problems say why the new one does not. */
  OUTDATED,
  /** All of its handlers are disabled by their settings. */
  DISABLED,
  /** None of its handlers runs; the problems say why. */
  FAILED,
  /** It was loaded for a check; nothing was started. */
  CHECKED;

  /** Its name in API, metrics and console. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
