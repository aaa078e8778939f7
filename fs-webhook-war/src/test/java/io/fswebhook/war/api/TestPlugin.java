package io.fswebhook.war.api;

import io.fswebhook.war.it.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A plugin with a handler that succeeds and one that gives up, compiled by the test. */
final class TestPlugin {

  static final String GOOD = "Good";
  static final String BAD = "Bad";

  private TestPlugin() {}

  static void dropInto(Path folder) throws IOException {
    Path build = Files.createTempDirectory("test-plugin");
    compile(build, GOOD, "");
    compile(
        build,
        BAD,
        "delivery.reportResponse(503, \"down\");"
            + " throw new io.fswebhook.api.GiveUpException(\"<b>never</b>\");");
    Files.createDirectories(folder);
    PluginJar.pack(folder.resolve("test-plugin.jar"), List.of(GOOD, BAD), build);
    deleteAll(build);
  }

  private static void compile(Path build, String name, String statement) throws IOException {
    Path source = build.resolve(name + ".java");
    Files.writeString(
        source,
        """
        package acme;
        public class %s implements io.fswebhook.api.EventHandler {
          public void handle(io.fswebhook.api.Delivery delivery) { %s }
        }
        """
            .formatted(name, statement));
    PluginJar.compile(source, build);
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
