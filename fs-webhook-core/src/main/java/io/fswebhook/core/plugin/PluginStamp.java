package io.fswebhook.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint of the files of a plugin. It changes when one is replaced or written to.
 *
 * @param files one line each: name, size, time and file key
 */
record PluginStamp(List<String> files) {

  /** Of deleted files. */
  static final PluginStamp GONE = new PluginStamp(List.of("gone"));

  PluginStamp {
    files = List.copyOf(files);
  }

  static PluginStamp of(List<Path> jars) {
    List<String> lines = new ArrayList<>();
    for (Path jar : jars) {
      ClassFolder.files(jar).forEach(file -> lines.add(line(file, jar.relativize(file))));
      if (!Files.isDirectory(jar)) {
        lines.add(line(jar, jar.getFileName()));
      }
    }
    return new PluginStamp(lines);
  }

  /**
   * Includes the file key, since reproducible builds may give all versions the same size and time.
   */
  private static String line(Path jar, @Nullable Path name) {
    try {
      BasicFileAttributes file = Files.readAttributes(jar, BasicFileAttributes.class);
      return String.format(
          Locale.ROOT, "%s %d %s %s", name, file.size(), file.lastModifiedTime(), file.fileKey());
    } catch (IOException e) {
      return name + " cannot be read";
    }
  }
}
