package io.fswebhook.war.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder in the WAR for a command. An archive with a Java runtime has a folder in place of the
 * WAR.
 */
final class WarFolder {

  private WarFolder() {}

  /**
   * Its files by their path in it; empty if this WAR was packaged without it.
   *
   * @param wanted whether to read the file of a path
   */
  static Map<String, byte[]> files(Path war, String folder, Predicate<String> wanted)
      throws IOException {
    if (Files.isDirectory(war)) {
      return filesIn(war.resolve("WEB-INF").resolve(folder), wanted);
    }
    String prefix = "WEB-INF/" + folder + "/";
    Map<String, byte[]> files = new TreeMap<>();
    try (JarFile file = new JarFile(war.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().startsWith(prefix)
            && !entry.isDirectory()
            && wanted.test(entry.getName().substring(prefix.length()))) {
          try (InputStream content = file.getInputStream(entry)) {
            files.put(entry.getName().substring(prefix.length()), content.readAllBytes());
          }
        }
      }
    }
    return files;
  }

  private static Map<String, byte[]> filesIn(Path folder, Predicate<String> wanted)
      throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        if (wanted.test(name)) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  /** What the WAR says of itself; null if it says nothing. */
  static @Nullable Manifest manifest(Path war) throws IOException {
    if (Files.isDirectory(war)) {
      try (InputStream content = Files.newInputStream(war.resolve(JarFile.MANIFEST_NAME))) {
        return new Manifest(content);
      }
    }
    try (JarFile file = new JarFile(war.toFile())) {
      return file.getManifest();
    }
  }
}
