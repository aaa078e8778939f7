package io.fswebhook.war.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A plugin that writes down what it handled. */
public final class RecorderPlugin {

  private final Path record;

  private RecorderPlugin(Path record) {
    this.record = record;
  }

  /** Drops the jar into the folder; what it handles is written to the record. */
  public static RecorderPlugin dropInto(Path folder, Path record) throws IOException {
    PluginJar.dropInto(folder, "Recorder", record.resolveSibling("recorder"));
    return new RecorderPlugin(record);
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
