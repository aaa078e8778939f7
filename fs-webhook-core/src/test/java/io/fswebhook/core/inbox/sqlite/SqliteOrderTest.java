package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.OrderContractTest;
import io.fswebhook.core.inbox.Retention;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.io.TempDir;

class SqliteOrderTest extends OrderContractTest {

  @TempDir private Path folder;

  @Override
  protected Inbox open(Retention retention, Clock clock) {
    return SqliteStore.in(folder).open(retention, clock);
  }

  @Override
  protected CompletionStage<?> sweep(Inbox inbox) {
    return ((SqliteInbox) inbox).sweep();
  }

  @Override
  protected List<String> query(String sql) {
    return SqliteStore.in(folder).query(sql);
  }

  @Override
  protected void letPass(long millis) {
    SqliteStore.in(folder).execute("UPDATE task SET due_at = due_at - " + millis);
  }
}
