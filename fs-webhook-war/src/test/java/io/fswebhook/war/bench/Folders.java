package io.fswebhook.war.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that a measurement fills with gigabytes. */
final class Folders {

  private Folders() {}

  /** Of the files below a folder. */
  static long bytes(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      return below.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
