package io.fswebhook.war.servers;

import io.fswebhook.war.it.MavenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a server is released as.
 *
 * @param name what people call the server
 * @param coordinates group, artifact, version, type and perhaps a classifier, as Maven writes them
 */
record Distribution(String name, String coordinates) {

  /** Folders right below the top one that are large, and that no server needs to run. */
  private static final Set<String> NOT_NEEDED =
      Set.of("docs", "webapps", "appclient", "domain", "clients");

  /** Its coordinates stand in the root's pom.xml and come as a property of this name. */
  static Distribution of(String name, String key) {
    return new Distribution(name, property("it.server." + key));
  }

  String version() {
    return released().version();
  }

  /**
   * The file as it was released.
   *
   * @throws MavenFile.UnavailableException if it cannot be had
   */
  Path file() throws IOException, InterruptedException {
    return released().path();
  }

  private MavenFile released() {
    return new MavenFile(coordinates);
  }

  /**
   * Its top folder, unpacked once for all tests, which run in several processes, and never written
   * to.
   */
  Path unpacked() throws IOException, InterruptedException {
    Path servers = Files.createDirectories(Path.of(property("it.servers")));
    Path folder = servers.resolve(coordinates.replaceAll("[^A-Za-z0-9.-]", "_"));
    Path file = file();
    try (FileChannel lock =
        FileChannel.open(
            servers.resolve(folder.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      lock.lock();
      if (Files.notExists(folder)) {
        Path unfinished = servers.resolve(folder.getFileName() + ".part");
        unpack(file, unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    try (var top = Files.list(folder)) {
      return top.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static void unpack(Path file, Path target) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target) || isNotNeeded(entry.getName())) {
          continue;
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
          Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
        }
        if (entry.getName().contains("/bin/") && !path.toFile().setExecutable(true)) {
          throw new IOException(path + " cannot be made executable");
        }
      }
    }
  }

  private static boolean isNotNeeded(String entry) {
    String[] parts = entry.split("/", 3);
    return parts.length == 3 && NOT_NEEDED.contains(parts[1]);
  }

  static String property(String name) {
    return MavenFile.property(name);
  }
}
