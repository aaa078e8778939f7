package io.fswebhook.core.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What counts in a folder of plugins. */
final class Jars {

  private Jars() {}

  /** What is not hidden, by its names. */
  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content
          .filter(path -> !path.toFile().isHidden())
          .sorted(Comparator.comparing(Jars::fileName))
          .toList();
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  /** By name: a link to nowhere is meant as a jar too, and reported. */
  static boolean isJar(Path path) {
    return fileName(path).toLowerCase(Locale.ROOT).endsWith(".jar")
        && !Files.isDirectory(path)
        && !isOther(path);
  }

  /** A pipe or a device: whoever opens one may wait for ever. */
  private static boolean isOther(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false;
    }
  }

  static Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  static String fileName(Path path) {
    return Objects.toString(path.getFileName());
  }
}
