package io.fswebhook.war.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A folder in the WAR for a command. */
final class WarFolder {

  private WarFolder() {}

  /**
   * Its files by their path in it; empty if this WAR was packaged without it.
   *
   * @param wanted whether to read the file of a path
   */
  static Map<String, byte[]> files(Path war, String folder, Predicate<String> wanted)
      throws IOException {
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
}
