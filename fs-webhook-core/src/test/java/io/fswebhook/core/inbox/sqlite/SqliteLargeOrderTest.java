package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.LargeOrderContractTest;
import io.fswebhook.core.inbox.Retention;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.io.TempDir;

class SqliteLargeOrderTest extends LargeOrderContractTest {

  @TempDir private Path folder;

  @Override
  protected Inbox open(Retention retention, Clock clock) {
    return store().open(retention, clock);
  }

  @Override
  protected CompletionStage<?> sweep(Inbox inbox) {
    return ((SqliteInbox) inbox).sweep();
  }

  @Override
  protected List<String> query(String sql) {
    return store().query(sql);
  }

  @Override
  protected void execute(String sql) {
    store().execute(sql);
  }

  @Override
  protected String numbers(int upTo) {
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + upTo + ")";
  }

  @Override
  protected String bytes(String text) {
    return "CAST(" + text + " AS BLOB)";
  }

  @Override
  protected List<String> plan(String handler) {
    return store().plan(ClaimOrderedInSqlite.FIRST_OF_KEYS_STRICT);
  }

  @Override
  protected boolean goesThroughTable(String line) {
    return line.matches("SCAN t\\b.*|SCAN task\\b.*|.*AUTOMATIC.*");
  }

  private SqliteStore store() {
    return SqliteStore.in(folder);
  }
}
