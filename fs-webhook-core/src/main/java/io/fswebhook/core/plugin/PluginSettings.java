package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * Where plugins are found and may work.
 *
 * @param pluginsDir each jar and each folder of jars in it is a plugin
 * @param serverLibDirs the server's own lib folders: each jar in them with the service file is a
 *     plugin
 * @param workDir below which each handler gets a folder of its own
 */
public record PluginSettings(Path pluginsDir, List<Path> serverLibDirs, Path workDir) {

  public PluginSettings {
    serverLibDirs = List.copyOf(serverLibDirs);
  }
}
