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

/** File-system helpers for plugin folders. */
final class Jars {

  private Jars() {}

  /** The files that are not hidden, sorted by name. */
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

  /** By name, so that a dangling link is reported too. */
  static boolean isJar(Path path) {
    return fileName(path).toLowerCase(Locale.ROOT).endsWith(".jar")
        && !Files.isDirectory(path)
        && !isOther(path);
  }

  /** A pipe or device, which may block when opened. */
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
