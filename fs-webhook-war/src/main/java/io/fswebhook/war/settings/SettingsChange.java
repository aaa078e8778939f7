package io.fswebhook.war.settings;

import java.util.List;

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

  /** The changed ones in one text. */
  public String names() {
    return String.join(", ", changed);
  }
}
