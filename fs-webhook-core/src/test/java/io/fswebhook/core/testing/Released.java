package io.fswebhook.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The inboxes that released versions left behind, one folder for each version. CONTRIBUTING says
 * how that of a new version is made.
 */
public final class Released {

  private static final Path ALL = Path.of("src/test/resources/released");
  private static final String SQLITE = "sqlite.zip";
  private static final String POSTGRES = "postgres.sql";

  /** Stands for the schema that the tables were in, and is replaced by that of the test. */
  private static final String SCHEMA = "released_schema";

  private Released() {}

  /** The folders of all of them. */
  public static List<Path> versions() {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of a version that may not exist yet. */
  public static Path folder(String version) throws IOException {
    return Files.createDirectories(ALL.resolve(version));
  }

  /** Keeps the files of an SQLite inbox. */
  public static void keepFiles(List<Path> files, Path released) throws IOException {
    try (OutputStream file = Files.newOutputStream(released.resolve(SQLITE));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Path each : files) {
        zip.putNextEntry(new ZipEntry(each.getFileName().toString()));
        Files.copy(each, zip);
      }
    }
  }

  /** Puts the files of an SQLite inbox into a folder. */
  public static void unpackFiles(Path released, Path folder) throws IOException {
    try (InputStream file = Files.newInputStream(released.resolve(SQLITE));
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        Files.copy(zip, folder.resolve(each.getName()));
      }
    }
  }

  /** Keeps what {@code pg_dump} says of a schema. */
  public static void keepDump(TestPostgres postgres, Path released) throws Exception {
    URI server = URI.create(postgres.url().substring("jdbc:".length()));
    Process dump =
        new ProcessBuilder(
                "pg_dump",
                "--inserts",
                "--no-owner",
                "--no-privileges",
                "--schema=" + postgres.schema(),
                "postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (dump.waitFor() != 0) {
      throw new AssertionError("pg_dump failed");
    }
    String portable =
        text.lines()
            .filter(line -> !line.startsWith("\\") && !line.startsWith("--") && !line.isEmpty())
            .filter(
                line -> !line.startsWith("CREATE SCHEMA") && !line.startsWith("SET transaction"))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(
        released.resolve(POSTGRES), portable.replaceAll("\\b" + postgres.schema() + "\\b", SCHEMA));
  }

  /** A schema with what a dump holds. */
  public static TestPostgres load(Path released) throws IOException {
    TestPostgres postgres = TestPostgres.newSchema();
    postgres.execute(
        Files.readString(released.resolve(POSTGRES)).replace(SCHEMA, postgres.schema()));
    return postgres;
  }
}
