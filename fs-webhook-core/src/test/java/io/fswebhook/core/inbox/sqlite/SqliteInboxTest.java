package io.fswebhook.core.inbox.sqlite;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxContractTest;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.testing.OpenInboxes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteInboxTest extends InboxContractTest {

  @TempDir private Path folder;
  private final MovableClock clock = MovableClock.at(now);

  @Override
  protected Inbox open(boolean sameBodyIsDuplicate) {
    return OpenInboxes.sqlite(
        new InboxSettings(file(), sameBodyIsDuplicate, Retention.DEFAULT), clock);
  }

  @Override
  protected void letPass(Duration time) {
    clock.advance(time);
  }

  private Path file() {
    return folder.resolve("data").resolve("inbox.db");
  }

  @ParameterizedTest
  @CsvSource({
    "journal_mode, wal",
    "synchronous, 2", // FULL
    "foreign_keys, 1",
    "auto_vacuum, 2" // INCREMENTAL
  })
  void the_connection_that_writes_has_a_commit_on_disk_when_it_returns(String pragma, String value)
      throws Exception {
    SqliteFile file = new SqliteFile(file());
    InboxFiles files = new InboxFiles(file, file.create());
    SqliteDatabase database = new SqliteDatabase(file, files, Clock.systemUTC());
    try (WriteSession session = database.open();
        ResultSet result = session.statement("PRAGMA " + pragma).executeQuery()) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString(1)).isEqualTo(value);
    } finally {
      files.close();
    }
  }

  @Test
  void the_file_may_be_a_link_to_another_place_and_is_locked_there() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere")).resolve("kept.db");
    InboxSettings linked = new InboxSettings(folder.resolve("link.db"), true, Retention.DEFAULT);
    InboxSettings direct = new InboxSettings(elsewhere, true, Retention.DEFAULT);
    OpenInboxes.sqlite(direct, clock).close();
    Files.createSymbolicLink(folder.resolve("link.db"), elsewhere);

    try (SqliteInbox throughLink = OpenInboxes.sqlite(linked, clock)) {
      throughLink
          .store(parsed("ORG1", note("1"), now), List.of(), task -> false)
          .toCompletableFuture()
          .join();

      assertThatThrownBy(() -> OpenInboxes.sqlite(direct, clock))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("in use by another receiver");
    }
  }

  @Test
  void a_file_that_cannot_be_looked_at_leaves_no_connection_open() throws Exception {
    Connection connection = mock();
    SqliteFile file = mock();
    when(file.connect()).thenReturn(connection);
    InboxFiles files = mock();
    doThrow(new IOException("stale handle")).when(files).check();

    assertThatThrownBy(() -> new SqliteDatabase(file, files, clock).open())
        .hasMessage("stale handle");

    verify(connection).close();
  }

  @Test
  void a_file_that_cannot_be_opened_but_is_not_damaged_is_not_to_be_moved_away() throws Exception {
    Path notAFile = Files.createDirectories(folder.resolve("inbox.db"));

    assertThatThrownBy(
            () -> OpenInboxes.sqlite(new InboxSettings(notAFile, true, Retention.DEFAULT), clock))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("cannot be opened: [SQLITE_CANTOPEN]")
        .hasMessageEndingWith(
            "; check that it is a file, that its disk has free space, and that this user may read and write there");
  }

  @Test
  void a_file_that_cannot_be_brought_up_to_date_stops_the_start_with_one_line() throws Exception {
    Path theirs = folder.resolve("theirs.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + theirs);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE flyway_schema_history (theirs INTEGER)");
    }

    assertThatThrownBy(
            () -> OpenInboxes.sqlite(new InboxSettings(theirs, true, Retention.DEFAULT), clock))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("the inbox " + theirs + " cannot be updated: [SQLITE_")
        .hasMessageContaining("check that it is a file")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void attempts_are_kept_with_their_errors() throws SQLException {
    store("ORG1", note("1"), now);
    HandlerTask task = claim("a", 1).tasks().get(0);
    record(task, TaskState.RETRYING, Duration.ZERO);
    record(claim("a", 1).tasks().get(0), TaskState.SUCCEEDED, null);
    inbox().close();

    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
      assertThat(
              value(
                  connection,
                  "SELECT group_concat(number || ' ' || outcome || ' ' || coalesce(error, '-'), ', ')"
                      + " FROM attempt"))
          .isEqualTo("1 retrying down, 2 succeeded -");
      assertThat(value(connection, "SELECT state || ' ' || attempts FROM task"))
          .isEqualTo("succeeded 2");
    }
  }

  @Test
  void a_second_receiver_is_kept_away_from_the_file() {
    assertThatThrownBy(() -> open(true))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("is in use by another receiver")
        .hasMessageContaining("fs.webhook.home");
  }

  @Test
  void a_file_that_is_no_database_stops_the_start() throws IOException {
    inbox().close();
    Files.writeString(
        file(), "this is no database, but longer than a header of one would be".repeat(50));

    assertThatThrownBy(() -> open(true))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("restore it from a backup");
  }

  @Test
  void a_damaged_page_stops_the_start() throws IOException {
    for (int i = 0; i < 200; i++) {
      store("ORG1", note("n" + i), now);
    }
    inbox().close();
    try (RandomAccessFile damaged = new RandomAccessFile(file().toFile(), "rw")) {
      for (long at = 2 * 4096; at < damaged.length(); at += 512) {
        damaged.seek(at);
        damaged.write(new byte[64]);
      }
    }

    assertThatThrownBy(() -> open(true))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("restore it from a backup");
  }

  @Test
  void a_damaged_file_can_be_opened_once_it_is_restored() throws IOException {
    inbox().close();
    byte[] good = Files.readAllBytes(file());
    Files.writeString(file(), "damaged".repeat(1000));
    assertThatThrownBy(() -> open(true)).isInstanceOf(StartException.class);
    Files.write(file(), good);

    reopen();

    assertThat(store("ORG1", note("1"), now).status()).isEqualTo(Receipt.Status.STORED);
  }

  @Test
  void while_it_cannot_be_written_nothing_is_acknowledged_and_what_was_is_stored_later()
      throws SQLException {
    store("ORG1", note("before"), now);
    await().until(() -> inbox().behind() == 0);
    execute("CREATE TRIGGER full BEFORE INSERT ON delivery BEGIN SELECT RAISE(FAIL, 'full'); END");

    store("ORG1", note("in the log before it is known"), now);
    await().until(() -> !inbox().isAvailable());
    assertThatThrownBy(() -> store("ORG1", note("refused"), now))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(InboxUnavailableException.class);

    execute("DROP TRIGGER full");
    await().until(inbox()::isAvailable); // without any delivery, by its own probe
    store("ORG1", note("after"), now);
    assertThat(claim("a", 10).tasks()).hasSize(3);
  }

  @Test
  void what_was_answered_and_is_refused_is_stored_by_the_first_start_that_can()
      throws SQLException {
    execute("CREATE TABLE full (never INTEGER NOT NULL)");
    execute(
        "CREATE TRIGGER refuse BEFORE INSERT ON delivery BEGIN INSERT INTO full VALUES (NULL); END");
    Receipt receipt = store("ORG1", note("refused"), now);
    Path kept = file().resolveSibling("inbox.db-receipts.refused");
    await().until(() -> Files.exists(kept));

    reopen();
    assertThat(claim("a", 10).tasks()).isEmpty();
    assertThat(kept).exists();
    execute("DROP TRIGGER refuse");
    reopen();

    assertThat(claim("a", 10).tasks())
        .extracting(task -> task.delivery().id())
        .containsExactly(receipt.id());
    assertThat(kept).doesNotExist();
  }

  @Test
  void an_outcome_is_kept_in_memory_until_it_can_be_written() throws SQLException {
    store("ORG1", note("1"), now);
    HandlerTask task = claim("a", 1).tasks().get(0);
    execute("CREATE TRIGGER full BEFORE UPDATE ON task BEGIN SELECT RAISE(FAIL, 'full'); END");
    record(task, TaskState.SUCCEEDED, null);
    await().until(() -> !inbox().isAvailable());

    execute("DROP TRIGGER full");
    await().until(inbox()::isAvailable);
    reopen();
    assertThat(claim("a", 10).tasks()).isEmpty();
  }

  @Test
  void a_file_that_is_moved_away_is_noticed_and_gone_on_with_when_it_is_back() throws IOException {
    store("ORG1", note("before"), now);
    Path away = folder.resolve("away");
    Files.move(file().getParent(), away);

    assertThatThrownBy(() -> store("ORG1", note("refused"), now))
        .hasCauseInstanceOf(InboxUnavailableException.class);
    assertThat(file()).doesNotExist();

    Files.move(away, file().getParent());
    assertGoesOnWithNothingMissing();
  }

  @Test
  void a_deleted_log_file_is_noticed_before_anything_is_acknowledged_into_it() throws IOException {
    store("ORG1", note("before"), now);
    Files.delete(file().resolveSibling("inbox.db-wal"));

    assertThatThrownBy(() -> store("ORG1", note("refused"), now))
        .hasCauseInstanceOf(InboxUnavailableException.class);

    assertGoesOnWithNothingMissing();
  }

  @Test
  void a_file_that_another_process_locks_is_not_ready_although_nothing_comes() throws SQLException {
    store("ORG1", note("before"), now);
    try (Connection other = new SqliteFile(file()).connect();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      await().atMost(Duration.ofMinutes(1)).until(() -> !inbox().isAvailable());
      await().during(Duration.ofSeconds(3)).until(() -> !inbox().isAvailable());
    }
    await().atMost(Duration.ofMinutes(1)).until(inbox()::isAvailable);
    store("ORG1", note("after"), now);
  }

  private void assertGoesOnWithNothingMissing() {
    await().until(inbox()::isAvailable);
    store("ORG1", note("after"), now);
    reopen();
    assertThat(claim("a", 10).tasks())
        .extracting(task -> new String(task.delivery().request().body(), StandardCharsets.UTF_8))
        .contains(note("before"), note("after"));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = new SqliteFile(file()).connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
