package io.fswebhook.war.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Tells whether files have changed. */
final class FileStamps {

  private static final String ABSENT = "absent";

  private FileStamps() {}

  /** By file, whether it is there or not. */
  static Map<Path, String> of(Collection<Path> files) {
    Map<Path, String> stamps = new TreeMap<>();
    files.forEach(file -> stamps.put(file, of(file)));
    return stamps;
  }

  /** Also another one if the file is a link that leads elsewhere. */
  static String of(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
    } catch (IOException e) {
      return ABSENT;
    }
  }
}
