package io.fswebhook.war.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/**
 * A plugin of one class of the package {@code acme}, compiled and packed by the test that uses it.
 */
final class PluginJar {

  private static final String SERVICE_FILE = "META-INF/services/io.fswebhook.api.EventHandler";

  private PluginJar() {}

  /** Drops the jar of a class into a folder; it is built below another one. */
  static void dropInto(Path folder, String className, Path build) throws IOException {
    Files.createDirectories(build);
    Path source = build.resolve(className + ".java");
    try (InputStream resource = PluginJar.class.getResourceAsStream("/it/" + className + ".java")) {
      Files.write(source, resource.readAllBytes());
    }
    compile(source, build);
    Files.createDirectories(folder);
    Path jarFile = folder.resolve(className.toLowerCase(java.util.Locale.ROOT) + ".jar");
    try (OutputStream file = Files.newOutputStream(jarFile);
        JarOutputStream jar = new JarOutputStream(file)) {
      add(jar, SERVICE_FILE, ("acme." + className + "\n").getBytes(StandardCharsets.UTF_8));
      add(
          jar,
          "acme/" + className + ".class",
          Files.readAllBytes(build.resolve("acme").resolve(className + ".class")));
    }
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
}
