package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.commit.Compatibility;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a running node from writing to tables that a newer one has changed in a way that this
 * version does not know. Tables with additions only are fine. Thread-safe.
 */
final class SchemaCheck {

  private final Compatibility compatibility = Compatibility.of(OpenPostgres.KIND);
  private volatile @Nullable String refusal;

  /** Fails if the tables cannot be used any more. */
  void look(Connection connection) throws SQLException {
    refusal = compatibility.refusal(connection).orElse(null);
    requireUsable();
  }

  /** Fails if they could not be used at the last look. */
  void requireUsable() throws SQLException {
    String why = refusal;
    if (why != null) {
      throw new SQLException("the inbox " + why);
    }
  }

  /** Whether they could be used at the last look. */
  boolean isUsable() {
    return refusal == null;
  }
}
