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
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backs up a live inbox and restores it, with the commands of docs/operations.md. */
class BackupIT {

  private static final String TOKEN = "a-token-that-is-long-enough-for-tests";
  private static final Pattern SQLITE = Pattern.compile("(?m)^sqlite3 .*\"(VACUUM INTO '[^']+')\"");
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void a_restored_sqlite_inbox_has_every_delivery_of_the_backup() throws Exception {
    List<String> stored;
    Path live = Files.createDirectories(folder.resolve("live"));
    try (WarProcess war = start(live, "")) {
      URI url = war.awaitListening();
      stored = sendNotes(url, "before");
      vacuum(live.resolve("data/inbox.db"), live.resolve("copy.db"));
      assertThat(sendNotes(url, "after")).doesNotContainAnyElementsOf(stored);
    }

    Path restored = folder.resolve("restored");
    Path data = Files.createDirectories(restored.resolve("data"));
    Files.copy(live.resolve("copy.db"), data.resolve("inbox.db"));
    try (WarProcess war = start(restored, "")) {
      assertFound(war.awaitListening(), stored);
    }
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
        .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
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

  /** What the sqlite3 of the page does, without having to have it. */
  private static void vacuum(Path inbox, Path copy) throws Exception {
    Matcher command = SQLITE.matcher(page());
    assertThat(command.find()).isTrue();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + inbox);
        Statement statement = connection.createStatement()) {
      statement.execute(command.group(1).replaceAll("'.*'", "'" + copy + "'"));
    }
  }

  /** With PostgreSQL's own tools ({@code apt-get install postgresql-client}). */
  private void dumpAndRestore(String url) throws Exception {
    String live = url.replace("jdbc:postgresql://", "postgresql://postgres@");
    String restored = live.replaceAll("postgres$", "restored");
    Path dump = folder.resolve("fs-webhook.dump");
    run(List.of("pg_dump", "--format=custom", "--file=" + dump, live));
    execute(url, "CREATE DATABASE restored");
    run(List.of("pg_restore", "--no-owner", "--exit-on-error", "--dbname=" + restored, "" + dump));
  }

  private static void execute(String url, String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void run(List<String> command) throws Exception {
    Path log = folder.resolve("commands.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private static String page() throws IOException {
    return Files.readString(Path.of(System.getProperty("it.docs"), "operations.md"));
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
