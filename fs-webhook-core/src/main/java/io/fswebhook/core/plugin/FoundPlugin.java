package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A jar, or a folder of jars, as found and not yet opened.
 *
 * @param folder the folder that contains it
 * @param path the jar or folder
 * @param jars its own jars; empty if it could not be listed
 * @param stamp of its jars
 * @param libraries the other jars in the same server lib folder, which it may use
 * @param inPlace whether it is loaded without a copy, as from a server's lib folder
 */
record FoundPlugin(
    Path folder,
    Path path,
    List<Path> jars,
    PluginStamp stamp,
    List<Path> libraries,
    boolean inPlace) {

  FoundPlugin {
    jars = List.copyOf(jars);
    libraries = List.copyOf(libraries);
  }

  static FoundPlugin inPluginsDir(Path folder, Path path, List<Path> jars) {
    return new FoundPlugin(folder, path, jars, PluginStamp.of(jars), List.of(), false);
  }

  static FoundPlugin inServerLib(Path folder, Path path, List<Path> jars, List<Path> libraries) {
    return new FoundPlugin(folder, path, jars, PluginStamp.of(jars), libraries, true);
  }
}
