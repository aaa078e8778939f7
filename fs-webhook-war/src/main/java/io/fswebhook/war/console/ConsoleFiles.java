package io.fswebhook.war.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of the console by their path, in memory. All but the page lie below a folder that is
 * named by a hash over all of them: browsers may cache them forever, and they reference each other
 * by plain relative paths.
 */
record ConsoleFiles(Map<String, ConsoleFile> byPath) {

  private static final String PAGE = "index.html";

  /** Preact's hooks import it by name, for which a browser would need an inline script. */
  private static final String BARE_IMPORT = "from\"preact\"";

  private static final String RELATIVE_IMPORT = "from\"./preact.module.js\"";

  ConsoleFiles {
    byPath = Map.copyOf(byPath);
  }

  static ConsoleFiles load() {
    Map<String, byte[]> contents = new TreeMap<>();
    for (String name : names()) {
      contents.put(name, name.startsWith("lib/") ? withoutBareImport(read(name)) : read(name));
    }
    String hash = hashOf(contents);
    Map<String, ConsoleFile> files = new HashMap<>();
    contents.forEach(
        (name, content) ->
            files.put("/console/assets/" + hash + "/" + name, ConsoleFile.of(name, content, true)));
    byte[] page = page(new String(read(PAGE), StandardCharsets.UTF_8), hash, contents.keySet());
    files.put("/console/", ConsoleFile.of(PAGE, page, false));
    return new ConsoleFiles(files);
  }

  @Nullable ConsoleFile at(String path) {
    return byPath.get(path);
  }

  /** A folder of the class path cannot be listed on every server. */
  static List<String> names() {
    return new String(read("files.list"), StandardCharsets.UTF_8).lines().toList();
  }

  /** Names the modules in the page, so that a browser requests all of them at once. */
  private static byte[] page(String template, String hash, Iterable<String> names) {
    StringBuilder preloads = new StringBuilder();
    for (String name : names) {
      if (name.endsWith(".js") && !name.endsWith(".iife.min.js") && !name.equals("early.js")) {
        preloads
            .append("  <link rel=\"modulepreload\" href=\"assets/")
            .append(hash)
            .append('/')
            .append(name)
            .append("\">\n");
      }
    }
    return template
        .replace("  <!-- modules -->\n", preloads)
        .replace("{assets}", "assets/" + hash)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] withoutBareImport(byte[] module) {
    return new String(module, StandardCharsets.UTF_8)
        .replace(BARE_IMPORT, RELATIVE_IMPORT)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String hashOf(Map<String, byte[]> contents) {
    List<byte[]> all = new ArrayList<>(List.of(read(PAGE)));
    contents.forEach(
        (name, content) -> {
          all.add(name.getBytes(StandardCharsets.UTF_8));
          all.add(content);
        });
    return ConsoleFile.hash(all.toArray(byte[][]::new));
  }

  private static byte[] read(String name) {
    try (InputStream stream = ConsoleFiles.class.getResourceAsStream("files/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("the console's " + name + " is missing from this build");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the console's " + name + " cannot be read from this build", e);
    }
  }
}
