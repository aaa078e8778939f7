package io.fswebhook.core.testing;

import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.postgres.PostgresInbox;
import io.fswebhook.core.inbox.sqlite.SqliteInbox;
import io.fswebhook.core.observe.ReceiverObserver;
import java.time.Clock;

/** Inboxes of a kind that the test knows. */
public final class OpenInboxes {

  private OpenInboxes() {}

  public static SqliteInbox sqlite(InboxSettings settings, Clock clock) {
    InboxPlace.File file = (InboxPlace.File) settings.place();
    return SqliteInbox.open(file.path(), settings, ReceiverObserver.NONE, clock);
  }

  public static PostgresInbox postgres(
      InboxSettings settings, ReceiverObserver observer, Clock clock) {
    return PostgresInbox.open((InboxPlace.Server) settings.place(), settings, observer, clock);
  }
}
