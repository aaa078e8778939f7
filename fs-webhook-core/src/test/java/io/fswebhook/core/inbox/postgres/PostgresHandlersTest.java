package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.HandlersContractTest;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.TestPostgres;
import java.time.Clock;

class PostgresHandlersTest extends HandlersContractTest {

  private final TestPostgres postgres = TestPostgres.newSchema();

  @Override
  protected Inbox open() {
    return PostgresInbox.open(
        postgres.settings(true, InboxLimits.DEFAULT), ReceiverObserver.NONE, Clock.systemUTC());
  }
}
