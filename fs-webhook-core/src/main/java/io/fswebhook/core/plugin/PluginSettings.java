package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where plugins are found and may work.
 *
 * @param pluginsDir each jar and each folder of jars in it is a plugin, at any time
 * @param pollInterval how often it is looked at where the system does not tell of changes; more
 *     than zero
 * @param serverLibDirs the server's own lib folders: each jar that is in them at the start and has
 *     the service file is a plugin
 * @param workDir below which each handler gets a folder of its own
 * @param copiesDir below which the jars are copied that are loaded
 */
public record PluginSettings(
    Path pluginsDir,
    Duration pollInterval,
    List<Path> serverLibDirs,
    Path workDir,
    Path copiesDir) {

  public PluginSettings {
    if (pollInterval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "poll-interval must be at least PT0.001S, was " + pollInterval);
    }
    serverLibDirs = List.copyOf(serverLibDirs);
  }
}
