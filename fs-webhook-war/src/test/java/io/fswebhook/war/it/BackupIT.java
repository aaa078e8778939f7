package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backs up a live inbox and restores it, as docs/operations.md says. */
@Tag("long")
class BackupIT {

  private static final String TOKEN = "a-token-that-is-long-enough-for-tests";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  /** Beside senders that do not stop, and after a backup that was killed. */
  @Test
  void a_restored_sqlite_inbox_has_every_delivery_that_was_acknowledged_before_the_backup()
      throws Exception {
    Path live = Files.createDirectories(folder.resolve("live"));
    Path file = folder.resolve("fs-webhook-backup.db");
    Set<String> before;
    try (WarProcess war = start(live, "");
        Load load = Load.on(List.of(war.awaitListening()), 8, Duration.ofMillis(25))) {
      load.awaitMore(2_000);
      killBackup(live, file);
      assertThat(file).doesNotExist();
      before = Set.copyOf(load.acknowledged());
      run("backup", file.toString(), "--home", live.toString());
      load.awaitMore(100);
      assertThat(load.refused()).isZero();
    }
    assertThat(before).hasSizeGreaterThan(2_000);

    Path restored = folder.resolve("restored");
    run("restore", file.toString(), "--home", restored.toString());
    try (WarProcess war = start(restored, "")) {
      war.awaitListening();
      Path inbox = restored.resolve("data/inbox.db");
      Eventually.holds(
          "what was in the receipt log alone is stored",
          LIMIT,
          () -> ids(inbox).containsAll(before));
    }
  }

  /** Somewhere between its first page and its last. */
  private void killBackup(Path live, Path file) throws Exception {
    Process backup =
        WarCommand.in(folder).startUnread("backup", file.toString(), "--home", live.toString());
    try {
      Eventually.holds("the backup has begun", LIMIT, () -> hasPart() || !backup.isAlive());
    } finally {
      backup.destroyForcibly().waitFor();
    }
    Files.deleteIfExists(file); // it was faster
    assertThat(run(2, "restore", file.toString(), "--home", live.toString()))
        .contains("There is no file");
  }

  private void run(String... arguments) throws Exception {
    run(0, arguments);
  }

  private String run(int exitCode, String... arguments) throws Exception {
    try (WarProcess command = WarCommand.in(folder).start(arguments)) {
      assertThat(command.awaitExit(LIMIT)).as(command.toString()).isEqualTo(exitCode);
      return command.toString();
    }
  }

  private boolean hasPart() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(each -> each.toString().endsWith(".part"));
    }
  }

  private static Set<String> ids(Path inbox) throws Exception {
    Set<String> ids = new HashSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + inbox);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM delivery")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  @Test
  void a_restored_postgresql_database_has_every_delivery_of_the_backup() throws Exception {
    if (!InstalledTool.isThere("pg_dump")) {
      System.out.println("No pg_dump on the PATH: the backup of PostgreSQL was not tried");
      return;
    }
    try (PostgresServer postgres = PostgresServer.in(folder)) {
      List<String> stored;
      try (WarProcess war = start(folder.resolve("live"), postgres.url())) {
        URI url = war.awaitListening();
        stored = sendNotes(url, "before");
        dumpAndRestore(postgres.url());
        sendNotes(url, "after");
      }
      String restored = postgres.url().replaceAll("postgres$", "restored");
      try (WarProcess war = start(folder.resolve("restored"), restored)) {
        assertFound(war.awaitListening(), stored);
      }
    }
  }

  private WarProcess start(Path home, String inbox) throws IOException {
    Files.createDirectories(home);
    return WarCommand.in(home)
        .withSender()
        .with("FS_WEBHOOK_ADMIN_TOKEN", TOKEN)
        .with("FS_WEBHOOK_INBOX_URL", inbox)
        .with("FS_WEBHOOK_INBOX_USERNAME", inbox.isEmpty() ? "" : "postgres")
        .start("serve", "--home", home.toString(), "--port", "0");
  }

  private static List<String> sendNotes(URI url, String name) throws Exception {
    Sender sender = new Sender(url.resolve("/webhook"));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(Sender.idIn(sender.sendNote(name + i)));
    }
    return ids;
  }

  /** With PostgreSQL's own tools ({@code apt-get install postgresql-client}). */
  private void dumpAndRestore(String url) throws Exception {
    String live = url.replace("jdbc:postgresql://", "postgresql://postgres@");
    String restored = live.replaceAll("postgres$", "restored");
    Path dump = folder.resolve("fs-webhook.dump");
    execute(List.of("pg_dump", "--format=custom", "--file=" + dump, live));
    execute(url, "CREATE DATABASE restored");
    execute(
        List.of("pg_restore", "--no-owner", "--exit-on-error", "--dbname=" + restored, "" + dump));
  }

  private static void execute(String url, String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void execute(List<String> command) throws Exception {
    Path log = folder.resolve("commands.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private static void assertFound(URI url, List<String> ids) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    for (String id : ids) {
      HttpRequest request =
          HttpRequest.newBuilder(url.resolve("/api/v1/deliveries/" + id))
              .header("Authorization", "Bearer " + TOKEN)
              .timeout(LIMIT)
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()))
          .returns(200, HttpResponse::statusCode);
    }
  }
}
