package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A jar, or a folder of jars, as found and not yet opened.
 *
 * @param folder the folder that contains it
 * @param path the jar or folder
 * @param jars its own jars; empty if it could not be listed. Of one in development, it may be a
 *     folder of class files
 * @param stamp of its jars
 * @param libraries the other jars in the same server lib folder, which it may use
 * @param inPlace whether it is loaded without a copy, as from a server's lib folder
 * @param quietTime how long it must be unchanged before it counts as completely written
 */
record FoundPlugin(
    Path folder,
    Path path,
    List<Path> jars,
    PluginStamp stamp,
    List<Path> libraries,
    boolean inPlace,
    Duration quietTime) {

  FoundPlugin {
    jars = List.copyOf(jars);
    libraries = List.copyOf(libraries);
  }

  static FoundPlugin inPluginsDir(Path folder, Path path, List<Path> jars) {
    return new FoundPlugin(
        folder, path, jars, PluginStamp.of(jars), List.of(), false, Debounce.LONG_ENOUGH);
  }

  /** One that somebody works on. */
  static FoundPlugin inDevelopment(Path path, List<Path> jars, Duration quietTime) {
    Path folder = path.getParent() == null ? path : path.getParent();
    return new FoundPlugin(folder, path, jars, PluginStamp.of(jars), List.of(), false, quietTime);
  }

  static FoundPlugin inServerLib(Path folder, Path path, List<Path> jars, List<Path> libraries) {
    return new FoundPlugin(
        folder, path, jars, PluginStamp.of(jars), libraries, true, Debounce.LONG_ENOUGH);
  }
}
