package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Whether this program can use tables that a newer one may have migrated. The tables say so
 * themselves: an older program cannot know what became of them.
 *
 * @param newest the newest schema version that this program knows
 */
public record Compatibility(int newest) {

  private static final String QUERY =
      "SELECT usable_from, program FROM schema_compatibility WHERE id = 1";

  /**
   * Of a program with the migrations of this one.
   *
   * @param kind of database: the name of the folder of its migrations
   */
  public static Compatibility of(String kind) {
    return new Compatibility(Migrations.newest(kind));
  }

  /**
   * Why the tables cannot be used, for after the name of the inbox; empty if they can be. They have
   * been migrated before.
   */
  public Optional<String> refusal(Connection connection) throws SQLException {
    return Jdbc.first(
        connection,
        QUERY,
        row -> row.getInt(1) > newest ? refusal(row.getInt(1), row.getString(2)) : null);
  }

  /**
   * For the start.
   *
   * @param inbox its name, for the message
   * @throws StartException if the tables cannot be used
   */
  public void requireUsable(Object inbox, Connection connection) throws SQLException {
    Optional<String> refusal = refusal(connection);
    if (refusal.isPresent()) {
      throw new StartException("the inbox " + inbox + " " + refusal.get());
    }
  }

  private String refusal(int usableFrom, String program) {
    return "has the tables of a newer version of fs-webhook: they can be used from schema version "
        + usableFrom
        + " on, and this version knows "
        + newest
        + "; use fs-webhook "
        + program
        + " or newer, or restore a backup from before the upgrade";
  }
}
