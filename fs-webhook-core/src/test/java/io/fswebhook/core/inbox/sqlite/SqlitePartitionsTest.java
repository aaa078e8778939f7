package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.PartitionsContractTest;
import io.fswebhook.core.inbox.Retention;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.io.TempDir;

class SqlitePartitionsTest extends PartitionsContractTest {

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
}
