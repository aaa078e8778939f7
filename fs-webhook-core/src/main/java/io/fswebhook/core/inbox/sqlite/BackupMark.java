package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What makes a copy of an inbox a backup: two more tables. They are written last, once the copy was
 * found intact, so that a part of a backup is never taken for one.
 */
final class BackupMark {

  private static final String MADE_AT = "SELECT made_at FROM backup WHERE id = 1";

  private BackupMark() {}

  /**
   * Completes a copy.
   *
   * @param receipts records of the receipt log that the copied tables do not have
   */
  static void write(Instant madeAt, List<byte[]> receipts, Connection copy) throws SQLException {
    Jdbc.update(
        copy, "CREATE TABLE backup (id INTEGER PRIMARY KEY CHECK (id = 1), made_at INTEGER)");
    Jdbc.update(copy, "CREATE TABLE backup_receipt (number INTEGER PRIMARY KEY, record BLOB)");
    for (byte[] receipt : receipts) {
      Jdbc.update(copy, "INSERT INTO backup_receipt (record) VALUES (?)", (Object) receipt);
    }
    Jdbc.update(copy, "INSERT INTO backup (id, made_at) VALUES (1, ?)", madeAt.toEpochMilli());
  }

  /** When a backup was made; empty if the file is no complete one. */
  static Optional<Instant> read(Connection file) throws SQLException {
    boolean isThere =
        Jdbc.first(file, "SELECT 1 FROM sqlite_schema WHERE name = 'backup'", row -> row.getInt(1))
            .isPresent();
    return isThere
        ? Jdbc.first(file, MADE_AT, row -> Instant.ofEpochMilli(row.getLong(1)))
        : Optional.empty();
  }

  /** How many receipts it has. */
  static long count(Connection file) throws SQLException {
    return Jdbc.first(file, "SELECT count(*) FROM backup_receipt", row -> row.getLong(1))
        .orElse(0L);
  }

  static List<byte[]> receipts(Connection file) throws SQLException {
    return Jdbc.list(
        file, "SELECT record FROM backup_receipt ORDER BY number", row -> row.getBytes(1));
  }

  static void remove(Connection file) throws SQLException {
    Jdbc.update(file, "DROP TABLE backup");
    Jdbc.update(file, "DROP TABLE backup_receipt");
  }
}
