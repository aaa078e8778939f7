package io.fswebhook.war.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A folder that travels in the WAR for a command. */
final class WarFolder {

  private WarFolder() {}

  /** Its files by their path in it; none where this WAR was packed without it. */
  static Map<String, byte[]> files(Path war, String folder) throws IOException {
    String prefix = "WEB-INF/" + folder + "/";
    Map<String, byte[]> files = new TreeMap<>();
    try (JarFile file = new JarFile(war.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
          try (InputStream content = file.getInputStream(entry)) {
            files.put(entry.getName().substring(prefix.length()), content.readAllBytes());
          }
        }
      }
    }
    return files;
  }
}
