package io.fswebhook.core;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.postgres.PostgresInbox;
import io.fswebhook.core.inbox.sqlite.SqliteInbox;
import io.fswebhook.core.observe.ReceiverObserver;
import java.time.Clock;

/** Opens the inbox in what the settings say it is kept in. */
final class OpenInbox {

  private OpenInbox() {}

  static Inbox of(InboxSettings settings, ReceiverObserver observer, Clock clock) {
    return settings
        .place()
        .match(
            file -> SqliteInbox.open(file.path(), settings, clock),
            server -> PostgresInbox.open(server, settings, observer, clock));
  }
}
