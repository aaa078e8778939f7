package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where plugins are found, copied and store their data.
 *
 * @param pluginsDir each jar and each folder of jars in it is a plugin, at runtime too
 * @param pollInterval how often it is scanned where the system does not report changes; more than
 *     zero
 * @param serverLibDirs the server's own lib folders: each jar that is in them at the start and has
 *     the service file is a plugin
 * @param workDir the parent of each handler's folder
 * @param copiesDir where jars are copied before they are loaded
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
