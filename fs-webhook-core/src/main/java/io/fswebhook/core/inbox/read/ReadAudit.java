package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.AuditEntry;
import io.fswebhook.core.inbox.AuditPage;
import io.fswebhook.core.inbox.AuditRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what operators did. */
final class ReadAudit {

  private ReadAudit() {}

  static AuditPage page(@Nullable Long before, int limit, Connection connection)
      throws SQLException {
    List<AuditEntry> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, at, who, role, action, target, detail FROM audit WHERE id < ?"
                + " ORDER BY id DESC LIMIT ?")) {
      select.setLong(1, before == null ? Long.MAX_VALUE : before);
      select.setInt(2, limit + 1);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(entry(rows));
        }
      }
    }
    if (found.size() <= limit) {
      return new AuditPage(found, null);
    }
    return new AuditPage(found.subList(0, limit), found.get(limit - 1).id());
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        new AuditRecord(
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7)));
  }
}
