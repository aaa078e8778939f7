package io.fswebhook.core.inbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.HandlersContractTest;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.TestPostgres;
import java.time.Clock;
import java.time.Duration;

class PostgresHandlersTest extends HandlersContractTest {

  private final TestPostgres postgres = TestPostgres.newSchema();

  @Override
  protected Inbox open() {
    return OpenInboxes.postgres(
        postgres.settings(true, InboxLimits.DEFAULT), ReceiverObserver.NONE, Clock.systemUTC());
  }

  /** A claim looks again each second, since others put things there too. */
  @Override
  protected Duration dueIn(Inbox inbox, String handler) {
    assertThat(done(inbox.claim(handler, 100)).tasks()).isEmpty();
    String millis =
        "SELECT min(due_at) - " + Postgres.NOW + " FROM task WHERE handler = '" + handler + "'";
    return Duration.ofMillis(Long.parseLong(postgres.value(millis)));
  }
}
