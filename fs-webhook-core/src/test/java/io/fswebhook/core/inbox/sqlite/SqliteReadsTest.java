package io.fswebhook.core.inbox.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SqliteReadsTest {

  private static final String FOR_EVER =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

  @TempDir private Path folder;

  @Test
  void a_read_that_takes_too_long_is_cut_off_and_its_connection_goes_on() throws Exception {
    SqliteFile file = new SqliteFile(folder.resolve("inbox.db"));
    InboxFiles files = OpenSqlite.at(file, true);
    try (Connection writer = file.connect();
        SqliteReads reads = new SqliteReads(file, files, Duration.ofMillis(200))) {
      assertThat(writer.isClosed()).isFalse(); // as in a receiver, which has the file open
      for (int i = 0; i < 5; i++) { // more than there are connections
        assertThatThrownBy(() -> count(reads, FOR_EVER))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("SQLITE_INTERRUPT");
        assertThat(count(reads, "SELECT 42")).isEqualTo(42);
      }
    }
  }

  private static long count(SqliteReads reads, String sql) throws SQLException {
    try (Connection connection = reads.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }
}
