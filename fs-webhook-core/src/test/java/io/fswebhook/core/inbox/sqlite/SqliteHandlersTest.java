package io.fswebhook.core.inbox.sqlite;

import static java.util.Objects.requireNonNull;

import io.fswebhook.core.inbox.HandlersContractTest;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.testing.OpenInboxes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class SqliteHandlersTest extends HandlersContractTest {

  @TempDir private Path folder;

  @Override
  protected Inbox open() {
    return OpenInboxes.sqlite(
        new InboxSettings(folder.resolve("inbox.db"), true, Retention.DEFAULT), Clock.systemUTC());
  }

  @Override
  protected Duration dueIn(Inbox inbox, String handler) {
    return requireNonNull(done(inbox.claim(handler, 100)).lookAgainIn());
  }
}
