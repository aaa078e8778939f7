package io.fswebhook.core.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder of class files, such as a build writes, which is loaded as if it were a jar. */
final class ClassFolder {

  private ClassFolder() {}

  /** The files in it, sorted; none if it is no folder, or changes just now. */
  static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).limit(JarBounds.MAX_ENTRIES).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** Whether every class that the service file names is there. */
  static boolean isComplete(Path folder) {
    try {
      List<String> names =
          PluginJar.classNames(Files.readAllBytes(folder.resolve(PluginJar.SERVICE_FILE)));
      return !names.isEmpty() && names.stream().allMatch(name -> has(folder, name));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean has(Path folder, String className) {
    return className.matches("[\\w.$]+")
        && Files.exists(folder.resolve(className.replace('.', '/') + ".class"));
  }

  /** Writes the files into a jar. */
  static void pack(Path folder, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
      for (Path each : files(folder)) {
        zip.putNextEntry(new ZipEntry(folder.relativize(each).toString().replace('\\', '/')));
        Files.copy(each, zip);
        zip.closeEntry();
      }
    }
  }
}
