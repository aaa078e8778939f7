package io.fswebhook.war.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A plugin that writes down what it handled, compiled and packed by the test that uses it. */
public final class RecorderPlugin {

  private static final String SERVICE_FILE = "META-INF/services/io.fswebhook.api.EventHandler";

  private final Path record;

  private RecorderPlugin(Path record) {
    this.record = record;
  }

  /** Drops the jar into the folder; what it handles is written to the record. */
  public static RecorderPlugin dropInto(Path folder, Path record) throws IOException {
    Path build = Files.createDirectories(record.resolveSibling("recorder"));
    Path source = build.resolve("Recorder.java");
    try (InputStream resource = RecorderPlugin.class.getResourceAsStream("/it/Recorder.java")) {
      Files.write(source, resource.readAllBytes());
    }
    compile(source, build);
    Files.createDirectories(folder);
    try (OutputStream file = Files.newOutputStream(folder.resolve("recorder.jar"));
        JarOutputStream jar = new JarOutputStream(file)) {
      add(jar, SERVICE_FILE, "acme.Recorder\n".getBytes(StandardCharsets.UTF_8));
      add(
          jar,
          "acme/Recorder.class",
          Files.readAllBytes(build.resolve("acme").resolve("Recorder.class")));
    }
    return new RecorderPlugin(record);
  }

  private static void compile(Path source, Path output) {
    String classPath = System.getProperty("java.class.path");
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-proc:none",
                "-cp",
                classPath,
                "-d",
                output.toString(),
                source.toString());
    if (exit != 0) {
      throw new IllegalStateException(source + " does not compile");
    }
  }

  private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }

  /** The setting that tells the plugin where to write. */
  public String setting() {
    return "fs.webhook.handlers.Recorder.file=" + record;
  }

  /** One line a delivery that was handled, in order. */
  public List<Handled> handled() throws IOException {
    if (!Files.exists(record)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(record, StandardCharsets.US_ASCII)) {
      return lines.map(Handled::of).toList();
    }
  }

  /** Of the deliveries that were handled, each once. */
  Set<String> ids() throws IOException {
    Set<String> ids = new HashSet<>();
    handled().forEach(handled -> ids.add(handled.id()));
    return ids;
  }

  /** What the plugin saw of a delivery. */
  public record Handled(String id, String eventName, String body) {

    private static Handled of(String line) {
      String[] parts = line.split(" ", -1);
      return new Handled(
          parts[0],
          parts[1],
          new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8));
    }
  }
}
