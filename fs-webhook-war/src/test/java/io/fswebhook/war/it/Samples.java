package io.fswebhook.war.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The vendor's samples. */
public final class Samples {

  private Samples() {}

  /** By their event, without the one of another product, which has no event. */
  public static Map<String, String> byEvent() throws IOException {
    Map<String, String> samples = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("it.samples")))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        if (!name.equals("stream.v2")) {
          samples.put(name, Files.readString(file));
        }
      }
    }
    return samples;
  }
}
