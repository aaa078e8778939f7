package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.ReleasedInboxContractTest;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.Released;
import io.fswebhook.core.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

class PostgresReleasedTest extends ReleasedInboxContractTest {

  /** After which the node that was killed is given up. */
  private static final Duration LEASE = Duration.ofSeconds(1);

  private TestPostgres postgres = TestPostgres.newSchema();

  @Override
  protected void copy(Path released) throws IOException {
    postgres = Released.load(released);
  }

  @Override
  protected Inbox open(Clock clock) {
    InboxLimits limits = new InboxLimits(10_000, 64L << 20, Duration.ofSeconds(10), LEASE);
    return OpenInboxes.postgres(postgres.settings(true, limits), ReceiverObserver.NONE, clock);
  }

  @Override
  protected Connection look() throws SQLException {
    return postgres.connect();
  }

  @Override
  protected int onlyLogged() {
    return 0;
  }

  @Override
  protected void keep(Path released, Runnable storeLast) throws Exception {
    storeLast.run();
    Released.keepDump(postgres, released);
  }
}
