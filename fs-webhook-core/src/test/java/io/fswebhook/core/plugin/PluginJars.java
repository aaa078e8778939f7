package io.fswebhook.core.plugin;

import io.fswebhook.api.EventHandler;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.slf4j.LoggerFactory;

/** Builds a jar from a folder of sources below the test resource {@code plugins}. */
final class PluginJars {

  private static final int MAJOR_VERSION_OFFSET = 7;
  private static final int JAVA_1 = 44;

  /** By folder, since each is compiled in one way only. */
  private static final Map<String, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

  private final Map<String, byte[]> entries = new TreeMap<>();
  private final Map<String, Integer> zeros = new TreeMap<>();

  private PluginJars() {}

  /** An empty jar. */
  static PluginJars empty() {
    return new PluginJars();
  }

  /**
   * Compiles a folder.
   *
   * @param classPath beside the SPI and SLF4J; does not come into the jar
   */
  static PluginJars of(String folder, Path... classPath) throws IOException {
    PluginJars jar = new PluginJars();
    Map<String, byte[]> classes = COMPILED.get(folder);
    if (classes == null) {
      classes = compiled(folder, List.of(classPath));
      COMPILED.put(folder, classes);
    }
    classes.forEach((name, content) -> jar.with(name, content.clone()));
    return jar;
  }

  /** Writes the service file. */
  PluginJars handlers(String... classNames) {
    return with(PluginJar.SERVICE_FILE, String.join("\n", classNames));
  }

  PluginJars version(String version) {
    return with(
        "META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\nImplementation-Version: " + version + "\n\n");
  }

  /** Declares which version of the SPI it was built against. */
  PluginJars api(String version) {
    return with(
        "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nFs-Webhook-Api: " + version + "\n\n");
  }

  PluginJars with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  PluginJars with(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  PluginJars with(PluginJars other) {
    entries.putAll(other.entries);
    return this;
  }

  /** Packs a copy of classes that the host has. */
  PluginJars withCopyOf(Class<?>... classes) throws IOException {
    for (Class<?> type : classes) {
      String name = type.getName().replace('.', '/') + ".class";
      try (var stream = type.getClassLoader().getResourceAsStream(name)) {
        with(name, stream.readAllBytes());
      }
    }
    return this;
  }

  /** An entry of zeros, which packs to next to nothing. */
  PluginJars withZeros(String name, int megabytes) {
    zeros.put(name, megabytes);
    return this;
  }

  /** Leaves out the copy of the SPI that it was compiled against. */
  PluginJars withoutApi() {
    entries.keySet().removeIf(name -> name.startsWith("io/fswebhook/api/"));
    return this;
  }

  /** Makes a class look as if compiled for that Java. */
  PluginJars compiledFor(int feature, String className) {
    byte[] content = Objects.requireNonNull(entries.get(className.replace('.', '/') + ".class"));
    content[MAJOR_VERSION_OFFSET] = (byte) (JAVA_1 + feature);
    return this;
  }

  Path writeTo(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
      for (Map.Entry<String, Integer> entry : zeros.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        for (int i = 0; i < entry.getValue(); i++) {
          zip.write(new byte[1 << 20]);
        }
        zip.closeEntry();
      }
    }
    return jar;
  }

  private static Map<String, byte[]> compiled(String folder, List<Path> classPath)
      throws IOException {
    Path target = Files.createTempDirectory("plugin-classes");
    Map<String, byte[]> classes = new TreeMap<>();
    try {
      compile(sources(folder), target, classPath);
      for (Path file : filesBelow(target)) {
        String name = target.relativize(file).toString().replace('\\', '/');
        classes.put(name, Files.readAllBytes(file));
      }
      return classes;
    } finally {
      delete(target);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static List<Path> sources(String folder) throws IOException {
    try {
      return filesBelow(Path.of(PluginJars.class.getResource("/plugins/" + folder).toURI()));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static void compile(List<Path> sources, Path target, List<Path> classPath)
      throws IOException {
    List<Path> whole = new ArrayList<>(classPath);
    whole.add(locationOf(EventHandler.class));
    whole.add(locationOf(LoggerFactory.class));
    String joined =
        whole.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of("--release", "17", "-proc:none", "-cp", joined, "-d", target.toString());
      boolean compiled =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new IllegalStateException("the plugin does not compile: " + said);
      }
    }
  }

  static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
