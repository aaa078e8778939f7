package io.fswebhook.war.it.soak;

import io.fswebhook.war.it.PluginJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A handler that reports what it handled into a file, and the jar that it comes in. */
final class Plugin {

  private final String handler;
  private final Path build;
  private final Path jar;
  private final Path record;

  private Plugin(String handler, Path build, Path jar, Path record) {
    this.handler = handler;
    this.build = build;
    this.jar = jar;
    this.record = record;
  }

  /** Compiled below the folder, and dropped into {@code plugins} there. */
  static Plugin in(Path folder, String handler) throws IOException {
    Path build = Files.createDirectories(folder.resolve("build-" + handler));
    Path source = build.resolve(handler + ".java");
    try (InputStream resource = PluginJar.class.getResourceAsStream("/it/Reporter.java")) {
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(source, text.replace("Reporter", handler));
    }
    PluginJar.compile(source, build);
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    Plugin plugin =
        new Plugin(
            handler,
            build,
            plugins.resolve(handler.toLowerCase(Locale.ROOT) + ".jar"),
            folder.resolve("handled-" + handler + ".txt"));
    plugin.replace();
    return plugin;
  }

  String handler() {
    return handler;
  }

  String setting() {
    return "fs.webhook.handlers." + handler + ".file=" + record;
  }

  /** At once, by another jar. */
  void replace() throws IOException {
    Path next = build.resolve("next.jar");
    PluginJar.pack(next, List.of(handler), build);
    Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  void remove() throws IOException {
    Files.delete(jar);
  }

  /** By a file that is no jar. */
  void spoil() throws IOException {
    Path next = build.resolve("broken.jar");
    byte[] whole = Files.readAllBytes(jar);
    Files.write(next, Arrays.copyOf(whole, whole.length / 2));
    Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Each attempt fails until it is mended. */
  void fail() throws IOException {
    Files.createFile(Path.of(record + ".fails"));
  }

  void mend() throws IOException {
    Files.deleteIfExists(Path.of(record + ".fails"));
  }

  /** How often each event was handled, by its number. */
  int[] handled(int events) throws IOException {
    int[] counts = new int[events];
    if (!Files.exists(record)) {
      return counts;
    }
    try (Stream<String> lines = Files.lines(record, StandardCharsets.US_ASCII)) {
      lines.forEach(line -> counts[Integer.parseInt(line.substring(0, line.indexOf(' ')))]++);
    }
    return counts;
  }
}
