package io.fswebhook.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Versions of one plugin, and what they tell. */
final class HotJars implements AutoCloseable {

  private static final String PROPERTY = "acme.hot";

  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final Path staging;

  HotJars(Path staging) {
    this.staging = staging;
    System.getProperties().put(PROPERTY, told);
  }

  List<String> told() {
    return List.copyOf(told);
  }

  Path write(Path jar, String version) throws IOException {
    return write(jar, version, "hot", "works");
  }

  /** Writes it beside and moves it there, in place of what is there. */
  Path write(Path jar, String version, String name, String start) throws IOException {
    Path whole =
        jar(version, name, start).handlers("acme.hot.Hot").writeTo(staging.resolve("whole.jar"));
    Files.createDirectories(jar.getParent());
    return Files.move(whole, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  static PluginJars jar(String version, String name, String start) throws IOException {
    return PluginJars.of("hot")
        .version(version)
        .with("version", version)
        .with("name", name)
        .with("start", start);
  }

  @Override
  public void close() {
    System.getProperties().remove(PROPERTY);
  }
}
