package io.fswebhook.war.bench;

import io.fswebhook.war.it.InstalledCommand;
import io.fswebhook.war.it.InstalledTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Size, start and memory of what people download, started as they start it. */
final class DownloadsBenchmark {

  private static final int STARTS = 7;
  private static final String JAVA = Path.of(System.getProperty("java.home")).toString();

  private final Path folder;
  private final StringBuilder rows = new StringBuilder();

  private DownloadsBenchmark(Path folder) {
    this.folder = folder;
  }

  /** Writes a row for each one that was built into the page. */
  static void run(BenchmarkOptions options, Path folder) throws Exception {
    DownloadsBenchmark benchmark =
        new DownloadsBenchmark(Files.createDirectory(folder.resolve("downloads")));
    benchmark.measure();
    ReportPage.write(
        options.page(),
        "start",
        "\n"
            + ReportPage.measuredOn(options)
            + "\n\nMedians of "
            + STARTS
            + " starts. The archive with Java has "
            + benchmark.ownJava()
            + ".\n\n| | download | unpacked | start to ready | resident memory when ready |\n"
            + "|---|---|---|---|---|\n"
            + benchmark.rows);
  }

  private void measure() throws Exception {
    Path war = Path.of(System.getProperty("it.war"));
    row(
        "WAR, `java -jar`",
        war,
        war,
        List.of(Path.of(JAVA, "bin", "java").toString(), "-jar", war.toString()));
    Path archive = Path.of(System.getProperty("it.archive"));
    row("archive", archive, unpacked(archive));
    Path zip = Path.of(archive.toString().replace(".tar.gz", ".zip"));
    row("archive, zip", zip, unpacked(zip));
    Path withJava = Path.of(System.getProperty("it.runtime"));
    if (Files.exists(withJava)) {
      row("archive with Java", withJava, unpacked(withJava));
    }
    if (InstalledTool.isThere("dpkg-deb")) {
      Path deb = Path.of(System.getProperty("it.deb"));
      row("Debian package", deb, unpackedPackage(deb));
    }
  }

  private void row(String name, Path file, Path base) throws Exception {
    row(name, file, base, List.of(base.resolve("bin/fs-webhook").toString()));
  }

  private void row(String name, Path file, Path base, List<String> program) throws Exception {
    Path home = Files.createDirectory(folder.resolve(file.getFileName() + "-home"));
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("serve", "--port", "0", "--home", home.toString()));
    Map<String, String> environment =
        Map.of("FS_WEBHOOK_SIGNING_SECRETS", Events.SECRET, "JAVA_HOME", JAVA);
    StartTime.Measured measured =
        new StartTime(() -> BenchedServer.start(command, home, environment)).median(name, STARTS);
    rows.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %,d ms | %s |%n",
            name,
            megabytes(Files.size(file)),
            base.equals(file) ? "" : megabytes(size(base)),
            measured.millis(),
            megabytes(measured.residentBytes())));
  }

  private Path unpacked(Path archive) throws Exception {
    Path into = Files.createDirectory(folder.resolve(archive.getFileName()));
    return InstalledCommand.of(archive, into).base();
  }

  private Path unpackedPackage(Path deb) throws Exception {
    Path into = Files.createDirectory(folder.resolve(deb.getFileName()));
    Process unpacking =
        new ProcessBuilder("dpkg-deb", "-x", deb.toString(), into.toString()).inheritIO().start();
    if (unpacking.waitFor() != 0) {
      throw new IOException(deb + " cannot be unpacked");
    }
    return into.resolve("usr/share/fs-webhook");
  }

  /** Of the archive that has one. */
  private String ownJava() throws IOException {
    try (Stream<Path> files =
        Files.find(folder, 5, (file, is) -> file.endsWith("runtime/release"))) {
      for (Path release : (Iterable<Path>) files::iterator) {
        return Files.readAllLines(release).stream()
            .filter(line -> line.startsWith("JAVA_VERSION="))
            .map(line -> "JDK " + line.replaceAll(".*=|\"", ""))
            .findFirst()
            .orElseThrow();
      }
    }
    return "not been built";
  }

  private static long size(Path base) throws IOException {
    try (Stream<Path> files = Files.walk(base)) {
      long size = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
      return size;
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
  }
}
