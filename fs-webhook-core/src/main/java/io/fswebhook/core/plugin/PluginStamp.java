package io.fswebhook.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;

/**
 * What the files of a plugin look like from outside. Another stamp means that one was replaced, or
 * is being written.
 *
 * @param files one line each: name, size, time and identity
 */
record PluginStamp(List<String> files) {

  /** Of what is not there any more. */
  static final PluginStamp GONE = new PluginStamp(List.of("gone"));

  PluginStamp {
    files = List.copyOf(files);
  }

  static PluginStamp of(List<Path> jars) {
    return new PluginStamp(jars.stream().map(PluginStamp::line).toList());
  }

  /** With the identity, since builds that can be repeated give every version one size and time. */
  private static String line(Path jar) {
    try {
      BasicFileAttributes file = Files.readAttributes(jar, BasicFileAttributes.class);
      return String.format(
          Locale.ROOT,
          "%s %d %s %s",
          jar.getFileName(),
          file.size(),
          file.lastModifiedTime(),
          file.fileKey());
    } catch (IOException e) {
      return jar.getFileName() + " cannot be read";
    }
  }
}
