package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A jar, or a folder of jars, as it lies there; not looked into.
 *
 * @param folder it lies in
 * @param path the jar or folder
 * @param jars its own jars; none when it could not be listed
 * @param stamp of its jars
 * @param libraries the other jars of the server's lib folder it lies in, which it may use
 * @param inPlace whether it is loaded from where it lies, as what lies in a server's lib folder
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
