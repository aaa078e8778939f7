package io.fswebhook.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds every plugin in and below a folder: of one plugin, of many, of a home or of a build.
 *
 * <p>Jars in one folder are one plugin if some of them are libraries, and else a plugin each.
 */
final class FindBelow {

  private static final int MAX_DEPTH = 20;

  private final List<FoundPlugin> found = new ArrayList<>();

  private FindBelow() {}

  /** In a stable order; empty if there is none. */
  static List<FoundPlugin> in(Path path) {
    FindBelow find = new FindBelow();
    find.look(path, 0);
    return find.found;
  }

  private void look(Path path, int depth) {
    if (!Files.isDirectory(path)) {
      add(path, List.of(path));
      return;
    }
    if (depth == 0 && Files.exists(path.resolve(PluginJar.SERVICE_FILE))) { // of class files
      add(path, List.of(path));
      return;
    }
    try {
      lookInto(Jars.list(path), path, depth);
    } catch (IOException e) {
      add(path, List.of());
    }
  }

  private void lookInto(List<Path> content, Path path, int depth) {
    List<Path> jars = content.stream().filter(Jars::isJar).toList();
    List<Path> folders =
        content.stream().filter(each -> Files.isDirectory(each) && depth < MAX_DEPTH).toList();
    int before = found.size();
    for (Path folder : folders) {
      look(folder, depth + 1);
    }
    if (jars.isEmpty()) {
      return;
    }
    boolean isOne = jars.size() == 1 || !jars.stream().allMatch(FindBelow::isPluginOrBroken);
    if (found.size() == before && isOne) {
      add(path, jars);
    } else {
      jars.forEach(jar -> add(jar, List.of(jar)));
    }
  }

  /** A jar that cannot be read is reported under its own name. */
  private static boolean isPluginOrBroken(Path jar) {
    try {
      return PluginJar.read(jar, Jars.fileName(jar)).hasServiceFile();
    } catch (IOException | PluginFailure | IllegalArgumentException e) {
      return true;
    }
  }

  private void add(Path path, List<Path> jars) {
    Path folder = path.getParent() == null ? path : path.getParent();
    found.add(FoundPlugin.inPluginsDir(folder, path, jars));
  }
}
