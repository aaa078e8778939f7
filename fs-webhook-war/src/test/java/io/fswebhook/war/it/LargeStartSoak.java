package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A receiver with a million deliveries in its inbox, started after a kill: it is ready as soon as
 * with none. For a machine that does nothing else, so not part of the build.
 */
class LargeStartSoak {

  private static final int DELIVERIES = Integer.getInteger("it.deliveries", 1_000_000);
  private static final int ROUNDS = Soak.rounds();
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");

  @TempDir private Path folder;

  @Test
  void a_start_does_not_wait_for_what_is_stored() throws Exception {
    Path empty = folder.resolve("empty");
    Path large = folder.resolve("large");
    millisToReady(empty);
    millisToReady(large);
    fill(large.resolve("data").resolve("inbox.db"));
    long whenEmpty = Long.MAX_VALUE;
    long whenLarge = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      whenEmpty = Math.min(whenEmpty, millisToReady(empty));
      whenLarge = Math.min(whenLarge, millisToReady(large));
    }
    System.out.printf(
        "MEASURED start to ready after a kill, best of %d, caches %s: %d ms with an empty inbox, %d ms with"
            + " %d deliveries and %d MB%n",
        ROUNDS,
        dropCaches() ? "dropped" : "warm",
        whenEmpty,
        whenLarge,
        DELIVERIES,
        Files.size(large.resolve("data").resolve("inbox.db")) >> 20);
    assertThat(whenLarge).isLessThanOrEqualTo(whenEmpty * 12 / 10);
  }

  /** And kills it then. */
  private long millisToReady(Path home) throws Exception {
    dropCaches();
    long startedAt = System.nanoTime();
    try (WarProcess war = start(home)) {
      Sender sender = new Sender(war.awaitListening().resolve("/webhook"));
      Eventually.holds("ready", LIMIT, () -> sender.get("/health/ready").statusCode() == 200);
      return Duration.ofNanos(System.nanoTime() - startedAt).toMillis();
    }
  }

  private static boolean dropCaches() {
    try {
      Files.writeString(DROP_CACHES, "3\n");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void fill(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              + DELIVERIES
              + ") INSERT INTO delivery (seq, id, duplicate_key, signature_key, event_name, org_id,"
              + " signed_at, received_at, test, address, headers, body) SELECT i, printf('%032x', i),"
              + " CAST(printf('%024d', i) AS BLOB), CAST(printf('%024d', i) AS BLOB), 'note.created',"
              + " 'ORG1', 1, 1000 * unixepoch(), 0, '', '', CAST(hex(zeroblob(350)) AS BLOB) FROM n");
      statement.execute(
          "INSERT INTO task (delivery_seq, handler, state, attempts)"
              + " SELECT seq, 'a', 'succeeded', 1 FROM delivery");
      statement.execute(
          "INSERT INTO attempt (delivery_seq, handler, replay, number, started_at, duration_ms, outcome)"
              + " SELECT seq, 'a', 0, 1, 1, 1, 'succeeded' FROM delivery");
    }
  }

  private WarProcess start(Path home) throws Exception {
    Files.createDirectories(home);
    return WarCommand.in(folder)
        .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
        .java("-Dfs.webhook.home=" + home)
        .start("serve", "--port", "0");
  }
}
