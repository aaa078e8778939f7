package io.fswebhook.war.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a server is released as.
 *
 * @param name what people call the server
 * @param coordinates group, artifact, version, type and perhaps a classifier, as Maven writes them
 */
record Distribution(String name, String coordinates) {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Folders right below the top one that are large, and that no server needs to run. */
  private static final Set<String> NOT_NEEDED =
      Set.of("docs", "webapps", "appclient", "domain", "clients");

  /** Its coordinates stand in the root's pom.xml and come as a property of this name. */
  static Distribution of(String name, String key) {
    return new Distribution(name, property("it.server." + key));
  }

  String version() {
    return coordinates.split(":", -1)[2];
  }

  /**
   * The file as it was released: from the local repository, or by Maven.
   *
   * @throws UnavailableException if it cannot be had
   */
  Path file() throws IOException, InterruptedException {
    Path file = inRepository();
    if (Files.notExists(file)) {
      askMaven();
    }
    if (Files.notExists(file)) {
      throw new UnavailableException(coordinates + " cannot be had from Maven's repositories");
    }
    return file;
  }

  /** Its top folder, unpacked once for all tests and never written to. */
  Path unpacked() throws IOException, InterruptedException {
    Path servers = Path.of(property("it.servers"));
    Path folder = servers.resolve(coordinates.replaceAll("[^A-Za-z0-9.-]", "_"));
    if (Files.notExists(folder)) {
      Path file = file();
      Path unfinished = Files.createDirectories(servers).resolve(folder.getFileName() + ".part");
      unpack(file, unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
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

  private Path inRepository() {
    String[] parts = coordinates.split(":", -1);
    String classifier = parts.length > 4 ? "-" + parts[4] : "";
    return Path.of(property("it.maven.repository"))
        .resolve(parts[0].replace('.', '/'))
        .resolve(parts[1])
        .resolve(parts[2])
        .resolve(parts[1] + "-" + parts[2] + classifier + "." + parts[3]);
  }

  private void askMaven() throws IOException, InterruptedException {
    Process maven =
        new ProcessBuilder(
                List.of(
                    Path.of(property("it.maven"), "bin", "mvn").toString(),
                    "--batch-mode",
                    "--quiet",
                    "-Dmaven.repo.local=" + property("it.maven.repository"),
                    property("it.maven.dependency.plugin") + ":get",
                    "-Dartifact=" + coordinates,
                    "-Dtransitive=false"))
            .inheritIO()
            .start();
    if (!maven.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly();
    }
  }

  static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set; mvn verify sets it");
    }
    return value;
  }

  /** It is not there, which is nobody's mistake here. */
  static final class UnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
      super(message);
    }
  }
}
