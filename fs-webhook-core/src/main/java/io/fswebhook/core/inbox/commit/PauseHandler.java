package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** Keeps whether a handler is paused. It fails when it cannot: an operator waits for it. */
public final class PauseHandler implements Work {

  private final String handler;
  private final boolean paused;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  public PauseHandler(String handler, boolean paused) {
    this.handler = handler;
    this.paused = paused;
  }

  public CompletableFuture<Void> done() {
    return done;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    PreparedStatement upsert =
        session.statement(
            "INSERT INTO handler_control (handler, paused, version, changed_at) VALUES (?, ?, 1, ?)"
                + " ON CONFLICT (handler) DO UPDATE SET paused = excluded.paused,"
                + " version = handler_control.version + 1, changed_at = excluded.changed_at");
    upsert.setString(1, handler);
    upsert.setInt(2, paused ? 1 : 0);
    upsert.setLong(3, session.now());
    upsert.executeUpdate();
  }

  @Override
  public void committed() {
    done.complete(null);
  }

  @Override
  public void failed(InboxUnavailableException cause) {
    done.completeExceptionally(cause);
  }
}
