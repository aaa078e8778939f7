package io.fswebhook.core.inbox.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.HandlingFilter;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.Retention;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of an older version keeps what is in it. */
class SqliteMigrationTest {

  @TempDir private Path folder;

  @Test
  void handlings_and_attempts_of_before_replays_are_kept() throws Exception {
    SqliteStore store = SqliteStore.in(folder);
    SqliteFile file = new SqliteFile(store.file());
    file.create();
    Flyway.configure()
        .dataSource(file.dataSource())
        .locations("classpath:io/fswebhook/core/inbox/sqlite")
        .target("1")
        .load()
        .migrate();
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO delivery (seq, id, duplicate_key, signature_key, event_name, received_at, body)"
              + " VALUES (7, 'id', x'00', x'01', 'note.created', 1, x'7B7D')");
      statement.executeUpdate("INSERT INTO handling VALUES (7, 'a', 'dead', 2, NULL)");
      statement.executeUpdate(
          "INSERT INTO attempt VALUES (7, 'a', 1, 10, 5, 'retrying', 'down'), (7, 'a', 2, 20, 5, 'dead', 'x')");
    }

    Retention retention = Retention.DEFAULT;
    try (Inbox inbox = store.open(retention, Clock.systemUTC())) {
      assertThat(store.query("SELECT state || attempts || replay FROM handling"))
          .containsExactly("dead20");
      assertThat(store.query("SELECT replay || '.' || number || outcome || error FROM attempt"))
          .containsExactly("0.1retryingdown", "0.2deadx");
      assertThat(
              inbox
                  .operations()
                  .replay(HandlingFilter.ALL, handling -> false)
                  .toCompletableFuture()
                  .get(20, TimeUnit.SECONDS))
          .isEqualTo(new Replayed(1, 0));
    }
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM delivery");
    }
    assertThat(store.query("SELECT handler FROM attempt")).isEmpty();
  }
}
