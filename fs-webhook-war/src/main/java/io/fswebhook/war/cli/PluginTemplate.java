package io.fswebhook.war.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The plugin that travels in the WAR to begin with, API included.
 *
 * @param name the handler's class
 * @param artifact the same in small letters
 */
record PluginTemplate(Path war, String name, String javaPackage, String artifact) {

  /** Into a folder that is not there yet, or is empty. */
  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new FileAlreadyExistsException("there is something in it already");
      }
    }
    Map<String, byte[]> files = WarFolder.files(war, "plugin-template");
    if (files.isEmpty()) {
      throw new IOException("this WAR was packed without it");
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      write(folder, file.getKey(), file.getValue());
    }
  }

  private void write(Path folder, String entry, byte[] content) throws IOException {
    Path target = folder.resolve(filled(entry.equals("gitignore") ? ".gitignore" : entry));
    Files.createDirectories(target.getParent());
    Files.write(
        target,
        entry.endsWith(".jar")
            ? content
            : filled(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
  }

  private String filled(String text) {
    return text.replace("__folder__", javaPackage.replace('.', '/'))
        .replace("__package__", javaPackage)
        .replace("__Name__", name)
        .replace("__artifact__", artifact);
  }
}
