package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.ReleasedInboxContractTest;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.testing.Released;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class SqliteReleasedTest extends ReleasedInboxContractTest {

  @TempDir private Path folder;

  @Override
  protected void copy(Path released) throws IOException {
    Released.unpackFiles(released, folder);
  }

  @Override
  protected Inbox open(Clock clock) {
    return SqliteStore.in(folder).open(Retention.DEFAULT, clock);
  }

  @Override
  protected Connection look() throws SQLException {
    return file().connect();
  }

  private SqliteFile file() {
    return new SqliteFile(folder.resolve("inbox.db"));
  }

  @Override
  protected int onlyLogged() {
    return 3;
  }

  /** They stay in the log while something else has the file locked. */
  @Override
  protected void keep(Path released, Runnable storeLast) throws Exception {
    try (Connection other = file().connect();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      storeLast.run();
      Released.keepFiles(files(), released);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches(".*(\\.db|-wal|\\.\\d+)")).toList();
    }
  }
}
