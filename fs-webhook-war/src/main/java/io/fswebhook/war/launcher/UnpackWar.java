package io.fswebhook.war.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks the classes and jars of the command line, and loads all classes of the launcher.
 *
 * <p>The WAR may be replaced after the start, so every class of the launcher must be loaded by
 * then.
 */
final class UnpackWar {

  private static final String CLASSES = "WEB-INF/classes/";
  private static final String LAUNCHER = "io/fswebhook/"; // at the root, with what it uses
  private static final List<String> JAR_FOLDERS =
      List.of("WEB-INF/lib/", "WEB-INF/standalone/", OpenTelemetryJars.FOLDER);

  private final Path war;
  private final Path folder;
  private final boolean withOpenTelemetry;
  private final byte[] buffer = new byte[1 << 16]; // of the JDK's size, the calls take longer

  UnpackWar(Path war, Path folder, boolean withOpenTelemetry) {
    this.war = war;
    this.folder = folder;
    this.withOpenTelemetry = withOpenTelemetry;
  }

  void run() throws IOException {
    try (ZipFile file = new ZipFile(war.toFile())) {
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory() && isWanted(entry.getName())) {
          copy(file, entry);
        }
        if (isOfLauncher(entry.getName())) {
          load(entry.getName());
        }
      }
    }
  }

  /** The unpacked files: classes first, as on a server, then the jars by name. */
  static URL[] classPath(Path folder) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(url(folder.resolve(CLASSES)));
    for (String jarFolder : JAR_FOLDERS) {
      if (!Files.isDirectory(folder.resolve(jarFolder))) {
        continue;
      }
      try (Stream<Path> jars = Files.list(folder.resolve(jarFolder))) {
        for (Path jar : (Iterable<Path>) jars.sorted()::iterator) {
          urls.add(url(jar));
        }
      }
    }
    return urls.toArray(URL[]::new);
  }

  private boolean isWanted(String name) {
    if (name.startsWith(OpenTelemetryJars.FOLDER) && !withOpenTelemetry) {
      return false;
    }
    return name.startsWith(CLASSES)
        || JAR_FOLDERS.stream().anyMatch(jars -> name.startsWith(jars) && name.endsWith(".jar"));
  }

  private static boolean isOfLauncher(String name) {
    return name.startsWith(LAUNCHER) && name.endsWith(".class");
  }

  /** Loads the launcher's classes before the WAR is replaced, for example those of the shutdown. */
  private static void load(String entry) throws IOException {
    String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
    try {
      Class.forName(name, false, UnpackWar.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IOException("the WAR is incomplete", e);
    }
  }

  private void copy(ZipFile file, ZipEntry entry) throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("entry leads outside the WAR: " + entry.getName());
    }
    Files.createDirectories(target.getParent());
    try (InputStream content = file.getInputStream(entry);
        OutputStream copy = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        copy.write(buffer, 0, read);
      }
    }
  }

  private static URL url(Path path) throws MalformedURLException {
    // "!/" would end the URL of a jar, and a folder's name may end in "!".
    return new URL(path.toUri().toString().replace("!", "%21"));
  }
}
