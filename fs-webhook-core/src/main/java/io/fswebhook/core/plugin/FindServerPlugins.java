package io.fswebhook.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds jars with the service file in a server's lib folder; only at the start, like the server
 * itself.
 *
 * @param seen real paths of plugins found elsewhere
 */
record FindServerPlugins(Set<Path> seen) {

  private static final Logger LOG = LoggerFactory.getLogger(FindServerPlugins.class);

  FindServerPlugins {
    seen = Set.copyOf(seen);
  }

  List<FoundPlugin> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      LOG.debug("The server's lib folder {} does not exist", folder);
      return List.of();
    }
    LOG.info("Looking for plugins in the server's lib folder {}, only at the start", folder);
    try {
      return plugins(
          folder, Jars.list(folder).stream().filter(Jars::isJar).flatMap(this::readable).toList());
    } catch (IOException e) {
      LOG.debug("{} cannot be listed", folder, e);
      return List.of(FoundPlugin.inServerLib(folder, folder, List.of(), List.of()));
    }
  }

  private List<FoundPlugin> plugins(Path folder, List<PluginJar> jars) {
    List<Path> libraries =
        jars.stream().filter(jar -> !jar.packsApi()).map(PluginJar::path).toList();
    List<FoundPlugin> found = new ArrayList<>();
    for (PluginJar jar : jars) {
      if (jar.hasServiceFile() && !seen.contains(Jars.realPath(jar.path()))) {
        List<Path> others = new ArrayList<>(libraries);
        others.remove(jar.path());
        found.add(FoundPlugin.inServerLib(folder, jar.path(), List.of(jar.path()), others));
      }
    }
    return found;
  }

  /** Skips a damaged jar, which is the server's concern. */
  private Stream<PluginJar> readable(Path jar) {
    try {
      return Stream.of(PluginJar.read(jar, Jars.fileName(jar)));
    } catch (IOException | PluginFailure | RuntimeException e) {
      LOG.debug("{} is not readable as a jar: ignored", jar, e);
      return Stream.empty();
    }
  }
}
