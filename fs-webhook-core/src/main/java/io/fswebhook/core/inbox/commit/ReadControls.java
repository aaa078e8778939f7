package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.HandlerControl;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Reads which handlers are paused. */
public final class ReadControls implements Work {

  private final CompletableFuture<Map<String, HandlerControl>> controls = new CompletableFuture<>();
  private Map<String, HandlerControl> found = Map.of();

  public CompletableFuture<Map<String, HandlerControl>> controls() {
    return controls;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    Map<String, HandlerControl> read = new HashMap<>();
    try (ResultSet rows =
        session.statement("SELECT handler, paused, version FROM handler_control").executeQuery()) {
      while (rows.next()) {
        read.put(rows.getString(1), new HandlerControl(rows.getInt(2) == 1, rows.getLong(3)));
      }
    }
    found = Map.copyOf(read);
  }

  @Override
  public void committed() {
    controls.complete(found);
  }

  @Override
  public void failed(InboxUnavailableException cause) {
    controls.completeExceptionally(cause);
  }
}
