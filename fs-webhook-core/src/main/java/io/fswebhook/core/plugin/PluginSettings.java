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
 * @param watched plugins in development, each a jar, a folder of jars or a folder of class files:
 *     changes are taken at once
 */
public record PluginSettings(
    Path pluginsDir,
    Duration pollInterval,
    List<Path> serverLibDirs,
    Path workDir,
    Path copiesDir,
    List<Path> watched) {

  /** How often plugins in development are scanned. */
  private static final Duration OFTEN = Duration.ofMillis(250);

  public PluginSettings {
    if (pollInterval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "poll-interval must be at least PT0.001S, was " + pollInterval);
    }
    serverLibDirs = List.copyOf(serverLibDirs);
    watched = List.copyOf(watched);
  }

  /** Without a plugin in development. */
  public PluginSettings(
      Path pluginsDir,
      Duration pollInterval,
      List<Path> serverLibDirs,
      Path workDir,
      Path copiesDir) {
    this(pluginsDir, pollInterval, serverLibDirs, workDir, copiesDir, List.of());
  }

  /** The same, with these plugins in development. */
  public PluginSettings watching(List<Path> plugins) {
    Duration interval =
        plugins.isEmpty() || pollInterval.compareTo(OFTEN) < 0 ? pollInterval : OFTEN;
    return new PluginSettings(pluginsDir, interval, serverLibDirs, workDir, copiesDir, plugins);
  }
}
