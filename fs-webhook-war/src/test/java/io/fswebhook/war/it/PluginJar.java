package io.fswebhook.war.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/**
 * A plugin of classes of the package {@code acme}, compiled and packed by the test that uses it.
 */
public final class PluginJar {

  private static final String SERVICE_FILE = "META-INF/services/io.fswebhook.api.EventHandler";

  private PluginJar() {}

  /** Drops the jar of a class into a folder; it is built below another one. */
  public static void dropInto(Path folder, String className, Path build) throws IOException {
    Files.createDirectories(build);
    Path source = build.resolve(className + ".java");
    try (InputStream resource = PluginJar.class.getResourceAsStream("/it/" + className + ".java")) {
      Files.write(source, resource.readAllBytes());
    }
    compile(source, build);
    Files.createDirectories(folder);
    pack(folder.resolve(className.toLowerCase(Locale.ROOT) + ".jar"), List.of(className), build);
  }

  /** Packs handlers that were compiled into a folder. */
  public static void pack(Path jarFile, List<String> classNames, Path build) throws IOException {
    StringBuilder services = new StringBuilder();
    classNames.forEach(name -> services.append("acme.").append(name).append('\n'));
    try (OutputStream file = Files.newOutputStream(jarFile);
        JarOutputStream jar = new JarOutputStream(file)) {
      add(jar, SERVICE_FILE, services.toString().getBytes(StandardCharsets.UTF_8));
      for (String name : classNames) {
        String entry = "acme/" + name + ".class";
        add(jar, entry, Files.readAllBytes(build.resolve(entry)));
      }
    }
  }

  /** Compiles one source into a folder. */
  public static void compile(Path source, Path output) {
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
