package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.testing.OpenInboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However much waits, a handler queue holds a bounded part of it. */
@Tag("long")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MillionPendingTest {

  private static final int WAITING = 1_000_000;

  /** All of them in the soak, which CONTRIBUTING describes. */
  private static final int HANDLED = Integer.getInteger("soak.handled", 20_000);

  @TempDir private Path folder;

  @Test
  void a_million_waiting_deliveries_are_handled_in_48_megabytes() throws Exception {
    Path file = folder.resolve("inbox.db");
    OpenInboxes.sqlite(new InboxSettings(file, true, Retention.DEFAULT), Clock.systemUTC()).close();
    fill(file);

    Path log = folder.resolve("log");
    Process process = handleWaiting(file, log);
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }

    assertThat(log).content().contains("handled, most queued ").doesNotContain("OutOfMemory");
    assertThat(process.exitValue()).isZero();
    assertThat(mostQueued(log)).isBetween(1, 384);
  }

  private static Process handleWaiting(Path file, Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx48m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            HandleWaiting.class.getName(),
            file.toString(),
            String.valueOf(HANDLED))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static int mostQueued(Path log) throws IOException {
    return Integer.parseInt(Files.readString(log).replaceAll("(?s).*most queued (\\d+).*", "$1"));
  }

  /** In one statement each, and without waiting for the disk. */
  private static void fill(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              + WAITING
              + ") INSERT INTO delivery (seq, id, duplicate_key, signature_key, event_name, org_id,"
              + " signed_at, received_at, test, address, headers, body) SELECT i, printf('%032x', i),"
              + " CAST(printf('%024d', i) AS BLOB), CAST(printf('%024d', i) AS BLOB),"
              + " 'note.created', 'ORG1', 1, 1, 0, '', '', CAST('{\"eventName\":\"note.created\",\"version\":1,"
              + "\"data\":{\"id\":\"' || i || '\"}}' AS BLOB) FROM n");
      statement.execute(
          "INSERT INTO task (delivery_seq, handler, state, attempts, due_at)"
              + " SELECT seq, 'a', 'pending', 0, 1 FROM delivery");
    }
  }
}
