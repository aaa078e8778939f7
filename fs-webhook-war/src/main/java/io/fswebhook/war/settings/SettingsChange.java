package io.fswebhook.war.settings;

import java.util.List;
import java.util.Set;

/**
 * What reading the settings again has found.
 *
 * @param settings what is in force with it
 * @param changed the names of settings whose values change, sorted
 * @param restartNeeded the names of settings that are set differently by now, and need a restart
 */
public record SettingsChange(Settings settings, List<String> changed, List<String> restartNeeded) {

  public SettingsChange {
    changed = List.copyOf(changed);
    restartNeeded = List.copyOf(restartNeeded);
  }

  /** The handlers that start again with it: others of their own settings are given to them. */
  public Set<String> handlers() {
    return ReadHandlers.toStartAgain(changed);
  }

  /** The changed ones in one text. */
  public String names() {
    return String.join(", ", changed);
  }
}
