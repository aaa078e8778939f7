package io.fswebhook.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the plugins folder in a stable order, without opening anything.
 *
 * @param watched plugins in development, which come first
 */
record FindPlugins(Path folder, List<Path> watched) {

  private static final Logger LOG = LoggerFactory.getLogger(FindPlugins.class);

  /** A compiler writes the classes of a change one after the other. */
  private static final Duration SHORT = Duration.ofMillis(100);

  /** The current plugins; of several paths to the same file only the first. */
  List<FoundPlugin> find() throws IOException {
    List<FoundPlugin> found = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path path : watched) {
      if (Files.exists(path) && seen.add(Jars.realPath(path))) {
        found.add(inDevelopment(path));
      }
    }
    for (Path path : Jars.list(folder)) {
      Optional<FoundPlugin> plugin = plugin(path);
      if (plugin.isPresent() && seen.add(Jars.realPath(path))) {
        found.add(plugin.get());
      } else {
        LOG.debug(
            "{} is neither a jar nor a folder with jars, or was already found: ignored", path);
      }
    }
    return found;
  }

  private static FoundPlugin inDevelopment(Path path) throws IOException {
    List<Path> jars = jarsOf(path);
    if (!jars.isEmpty()) {
      return FoundPlugin.inDevelopment(path, jars, SHORT);
    }
    // A build may have deleted classes that it is about to write.
    Duration quietTime = ClassFolder.isComplete(path) ? SHORT : Debounce.LONG_ENOUGH;
    return FoundPlugin.inDevelopment(path, List.of(path), quietTime);
  }

  private Optional<FoundPlugin> plugin(Path path) {
    try {
      List<Path> jars = jarsOf(path);
      return jars.isEmpty()
          ? Optional.empty()
          : Optional.of(FoundPlugin.inPluginsDir(folder, path, jars));
    } catch (IOException e) {
      LOG.debug("{} cannot be listed", path, e);
      return Optional.of(FoundPlugin.inPluginsDir(folder, path, List.of()));
    }
  }

  private static List<Path> jarsOf(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return Jars.list(path).stream().filter(Jars::isJar).toList();
    }
    return Jars.isJar(path) ? List.of(path) : List.of();
  }
}
