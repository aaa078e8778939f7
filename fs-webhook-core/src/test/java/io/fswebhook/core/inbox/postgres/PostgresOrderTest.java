package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.OrderContractTest;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.TestPostgres;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;

class PostgresOrderTest extends OrderContractTest {

  private final TestPostgres postgres = TestPostgres.newSchema();

  @Override
  protected Inbox open(Retention retention, Clock clock) {
    return OpenInboxes.postgres(postgres.settings(retention), ReceiverObserver.NONE, clock);
  }

  @Override
  protected CompletionStage<?> sweep(Inbox inbox) {
    return ((PostgresInbox) inbox).sweep();
  }

  @Override
  protected List<String> query(String sql) {
    return postgres.values(sql);
  }

  @Override
  protected void letPass(long millis) {
    postgres.execute("UPDATE task SET due_at = due_at - " + millis);
  }
}
