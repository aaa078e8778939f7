package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxContractTest;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.TestPostgres;
import java.time.Clock;
import java.time.Duration;

class PostgresInboxTest extends InboxContractTest {

  private final TestPostgres postgres = TestPostgres.newSchema();

  @Override
  protected Inbox open(boolean sameBodyIsDuplicate) {
    return OpenInboxes.postgres(
        postgres.settings(sameBodyIsDuplicate, InboxLimits.DEFAULT),
        ReceiverObserver.NONE,
        Clock.systemUTC());
  }

  @Override
  protected void letPass(Duration time) {
    postgres.execute("UPDATE task SET due_at = due_at - " + time.toMillis());
  }
}
