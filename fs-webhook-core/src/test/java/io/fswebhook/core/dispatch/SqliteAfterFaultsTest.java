package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.testing.OpenInboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** Real faults: a file that is moved away after its commit, tables that refuse before it. */
class SqliteAfterFaultsTest extends AfterFaultsContractTest {

  private static final List<String> REFUSED =
      List.of("INSERT ON delivery", "INSERT ON task", "UPDATE ON task");

  @TempDir private Path folder;

  @Override
  Inbox open(Clock steady) {
    return OpenInboxes.sqlite(new InboxSettings(file(), true, Retention.DEFAULT), steady);
  }

  private Path file() {
    return folder.resolve("inbox.db");
  }

  private Path away() {
    return folder.resolve("away.db");
  }

  @Override
  String breakInbox(Random random) throws Exception {
    if (!Files.exists(file())) {
      return "still moved";
    }
    if (random.nextBoolean()) {
      Files.move(file(), away());
      return "moved";
    }
    String what = REFUSED.get(random.nextInt(REFUSED.size()));
    execute(
        "CREATE TRIGGER IF NOT EXISTS full BEFORE "
            + what
            + " BEGIN SELECT RAISE(FAIL, 'full'); END");
    return "refuses " + what;
  }

  @Override
  void mendInbox() throws IOException, SQLException {
    if (Files.exists(away())) {
      Files.move(away(), file());
    }
    execute("DROP TRIGGER IF EXISTS full");
  }

  @Override
  String countClaimed() {
    return "0"; // stands in no table
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file());
  }

  @Override
  String query(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
