package io.fswebhook.core.inbox.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.RefusedRowsContractTest;
import io.fswebhook.core.inbox.Retention;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.io.TempDir;

class SqliteRefusedRowsTest extends RefusedRowsContractTest {

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
  protected void refuse(String table, String column, String text) {
    SqliteStore store = SqliteStore.in(folder);
    store.execute("CREATE TABLE full (never INTEGER NOT NULL)");
    store.execute(
        "CREATE TRIGGER refuse BEFORE INSERT ON %s WHEN NEW.%s = '%s'"
                .formatted(table, column, text)
            + " BEGIN INSERT INTO full VALUES (NULL); END");
  }

  /** It was answered before the database saw it. */
  @Override
  protected void assertRefused(CompletableFuture<Receipt> receipt) {
    assertThat(receipt.join().status()).isEqualTo(Receipt.Status.STORED);
  }
}
