package io.fswebhook.core.plugin;

import io.fswebhook.core.failure.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into the folders, in a stable order, and loads nothing. */
final class FindPlugins {

  private static final Logger LOG = LoggerFactory.getLogger(FindPlugins.class);

  private final List<PluginSource> sources = new ArrayList<>();
  private final List<PluginReport> refused = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();

  private FindPlugins() {}

  /**
   * What the folders hold.
   *
   * @param sources the plugins, in the order in which they are to be loaded
   * @param refused what lies where a plugin should, and is none
   */
  record Found(List<PluginSource> sources, List<PluginReport> refused) {

    Found {
      sources = List.copyOf(sources);
      refused = List.copyOf(refused);
    }
  }

  static Found in(PluginSettings settings) {
    FindPlugins find = new FindPlugins();
    find.pluginsDir(settings.pluginsDir());
    settings.serverLibDirs().forEach(find::serverLibDir);
    return new Found(find.sources, find.refused);
  }

  private void pluginsDir(Path folder) {
    List<Path> content;
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      content = list(folder);
    } catch (IOException e) {
      throw new StartException(
          "The plugins folder "
              + folder
              + " cannot be made or read ("
              + Diagnosis.describe(e)
              + "). Let this user read and write it, or set fs.webhook.plugins.dir to another"
              + " folder.",
          e);
    }
    LOG.info("Looking for plugins in {}", folder);
    content.forEach(this::pluginsDirEntry);
  }

  private void pluginsDirEntry(Path path) {
    try {
      List<Path> jars = jarsOf(path);
      if (jars.isEmpty()) {
        LOG.debug("{} is neither a jar nor a folder with jars: ignored", path);
        return;
      }
      if (isNew(path)) {
        takeFromPluginsDir(path, jars);
      }
    } catch (IOException e) {
      refuse(path, "it cannot be listed: " + Diagnosis.describe(e), "Let this user read it");
    }
  }

  private void takeFromPluginsDir(Path path, List<Path> paths) {
    List<PluginJar> jars = new ArrayList<>();
    for (Path jar : paths) {
      try {
        jars.add(PluginJar.read(jar));
      } catch (IOException e) {
        refuse(
            path,
            jar.getFileName() + " cannot be read as a jar: " + Diagnosis.describe(e),
            "Copy it again, all of it");
        return;
      }
    }
    PluginSource source = new PluginSource(path, jars, List.of());
    if (!source.hasServiceFile()) {
      refuse(
          path,
          "it has no " + PluginJar.SERVICE_FILE,
          "Add that file with the full name of the handler's class in it; a library belongs into"
              + " the folder of the plugin that uses it");
      return;
    }
    sources.add(source);
  }

  private void serverLibDir(Path folder) {
    if (!Files.isDirectory(folder)) {
      LOG.debug("The server's lib folder {} is not there", folder);
      return;
    }
    LOG.info("Looking for plugins in the server's lib folder {}", folder);
    List<PluginJar> jars;
    try {
      jars = list(folder).stream().filter(FindPlugins::isJar).flatMap(this::readable).toList();
    } catch (IOException e) {
      refuse(folder, "it cannot be listed: " + Diagnosis.describe(e), "Let this user read it");
      return;
    }
    List<Path> libraries =
        jars.stream().filter(jar -> !jar.packsApi()).map(PluginJar::path).toList();
    for (PluginJar jar : jars) {
      if (jar.hasServiceFile() && isNew(jar.path())) {
        List<Path> others = new ArrayList<>(libraries);
        others.remove(jar.path());
        sources.add(new PluginSource(jar.path(), List.of(jar), others));
      }
    }
  }

  /** A damaged jar there is the server's business. */
  private Stream<PluginJar> readable(Path jar) {
    try {
      return Stream.of(PluginJar.read(jar));
    } catch (IOException e) {
      LOG.debug("{} is not readable as a jar: ignored", jar, e);
      return Stream.empty();
    }
  }

  private void refuse(Path path, String what, String advice) {
    PluginSource source = new PluginSource(path, List.of(), List.of());
    String sentence = new PluginFailure(what, advice).sentence(source);
    LOG.warn(sentence);
    refused.add(new PluginReport(path, List.of(), List.of(sentence)));
  }

  private boolean isNew(Path path) {
    boolean isNew = seen.add(realPath(path));
    if (!isNew) {
      LOG.debug("{} was found before under another path: ignored", path);
    }
    return isNew;
  }

  private static Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static List<Path> jarsOf(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return list(path).stream().filter(FindPlugins::isJar).toList();
    }
    return isJar(path) ? List.of(path) : List.of();
  }

  /** By name: a link to nowhere is meant as a jar too, and reported. */
  private static boolean isJar(Path path) {
    return fileName(path).toLowerCase(Locale.ROOT).endsWith(".jar") && !Files.isDirectory(path);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content
          .filter(path -> !path.toFile().isHidden())
          .sorted(Comparator.comparing(FindPlugins::fileName))
          .toList();
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  private static String fileName(Path path) {
    return Objects.toString(path.getFileName());
  }
}
