package io.fswebhook.war.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder that the sample module makes, with a folder a plugin in it. */
public final class SamplePlugins {

  private SamplePlugins() {}

  /** As a user copies it: whole, into the plugins folder. */
  public static void copyAll(Path pluginsFolder) throws IOException {
    try (Stream<Path> plugins = Files.list(folder())) {
      for (Path plugin : plugins.toList()) {
        Path name = plugin.getFileName();
        copyJars(name.toString(), pluginsFolder.resolve(name));
      }
    }
  }

  /** One plugin's jars, without its folder. */
  public static void copyJars(String plugin, Path into) throws IOException {
    Files.createDirectories(into);
    try (Stream<Path> jars = Files.list(folder().resolve(plugin))) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, into.resolve(jar.getFileName()));
      }
    }
  }

  /** The only jar of a plugin without libraries. */
  public static void copyJar(String plugin, Path file) throws IOException {
    try (Stream<Path> jars = Files.list(folder().resolve(plugin))) {
      Files.copy(jars.findFirst().orElseThrow(), file);
    }
  }

  private static Path folder() {
    String folder = System.getProperty("it.sample.plugins");
    if (folder == null) {
      throw new IllegalStateException(
          "it.sample.plugins must name the sample plugins; mvn verify sets it");
    }
    return Path.of(folder);
  }
}
