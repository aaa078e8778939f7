package io.fswebhook.core.inbox.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.testing.OpenInboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a start and a stop read does not grow with what is stored. */
@EnabledOnOs(OS.LINUX) // which tells what a thread has read
class LargeStartTest {

  private static final int DELIVERIES = 50_000;
  private static final long MOST_BYTES = 2 << 20;

  @TempDir private Path folder;

  @Test
  void a_start_reads_little_of_a_large_inbox() throws Exception {
    Path file = folder.resolve("inbox.db");
    long whenEmpty = bytesReadByStart(file); // and loads classes
    fill(file);
    whenEmpty = Math.min(whenEmpty, bytesReadByStart(folder.resolve("empty.db")));
    Files.writeString(folder.resolve("inbox.db.lock"), "as after a kill");
    long whenLarge = bytesReadByStart(file);

    System.out.printf(
        "MEASURED start: reads %d kB of an empty inbox, %d kB of one with %d deliveries and %d MB%n",
        whenEmpty >> 10, whenLarge >> 10, DELIVERIES, Files.size(file) >> 20);
    assertThat(Files.size(file)).isGreaterThan(20 * MOST_BYTES);
    assertThat(whenLarge).isLessThan(MOST_BYTES);
  }

  private static long bytesReadByStart(Path file) throws IOException {
    long before = bytesRead();
    SqliteInbox inbox =
        OpenInboxes.sqlite(new InboxSettings(file, true, Retention.DEFAULT), Clock.systemUTC());
    try {
      return bytesRead() - before;
    } finally {
      inbox.close();
    }
  }

  /** By this thread, from the disk or the system's cache. */
  private static long bytesRead() throws IOException {
    return Files.readAllLines(Path.of("/proc/thread-self/io")).stream()
        .filter(line -> line.startsWith("rchar: "))
        .mapToLong(line -> Long.parseLong(line.substring(7)))
        .sum();
  }

  /** Deliveries whose bodies tell no time, and their tasks, of which each tenth is to be done. */
  private static void fill(Path file) throws SQLException {
    try (Connection connection = new SqliteFile(file).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              + DELIVERIES
              + ") INSERT INTO delivery (seq, id, duplicate_key, signature_key, event_name, org_id,"
              + " signed_at, received_at, test, address, headers, body) SELECT i, printf('%032x', i),"
              + " CAST(printf('%024d', i) AS BLOB), CAST(printf('%024d', i) AS BLOB), 'note.created',"
              + " 'ORG1', 1, 1, 0, '', '', CAST(hex(zeroblob(400)) AS BLOB) FROM n");
      statement.execute(
          "INSERT INTO task (delivery_seq, handler, state, attempts, due_at) SELECT seq, 'a',"
              + " CASE WHEN seq % 10 = 0 THEN 'retrying' ELSE 'succeeded' END, 1,"
              + " CASE WHEN seq % 10 = 0 THEN 4102444800000 END FROM delivery");
    }
  }
}
