package io.fswebhook.core.inbox.sqlite;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers check the files while the writer makes the log grow from nothing, again and again. */
class GrowingLogTest {

  private static final int CHECKS = 20_000;

  @TempDir private Path folder;

  @Test
  void a_log_that_grows_during_a_check_is_whole() throws Exception {
    SqliteFile file = new SqliteFile(folder.resolve("inbox.db"));
    InboxFiles files = new InboxFiles(file, file.create());
    AtomicBoolean ended = new AtomicBoolean();
    CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(file, ended));
    try {
      for (int i = 0; i < CHECKS; i++) {
        assertThatCode(files::check).doesNotThrowAnyException();
      }
    } finally {
      ended.set(true);
      writing.join();
      files.close();
    }
  }

  private static void write(SqliteFile file, AtomicBoolean ended) {
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE number (number INTEGER)");
      while (!ended.get()) {
        statement.executeUpdate("INSERT INTO number VALUES (1)");
        WriteAheadLog.truncate(file, connection, 0);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
