package io.fswebhook.war.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A plugin with a handler that succeeds and one that gives up, compiled by the test. */
final class TestPlugin {

  static final String GOOD = "Good";
  static final String BAD = "Bad";

  private TestPlugin() {}

  static void dropInto(Path folder) throws IOException {
    Path build = Files.createTempDirectory("test-plugin");
    compile(build, GOOD, "");
    compile(build, BAD, "throw new io.fswebhook.api.GiveUpException(\"<b>never</b>\");");
    Files.createDirectories(folder);
    try (OutputStream file = Files.newOutputStream(folder.resolve("test-plugin.jar"));
        JarOutputStream jar = new JarOutputStream(file)) {
      add(
          jar,
          "META-INF/services/io.fswebhook.api.EventHandler",
          "acme.Good\nacme.Bad\n".getBytes(UTF_8));
      for (String name : List.of(GOOD, BAD)) {
        String entry = "acme/" + name + ".class";
        add(jar, entry, Files.readAllBytes(build.resolve(entry)));
      }
    }
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
                System.getProperty("java.class.path"),
                "-d",
                build.toString(),
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

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
