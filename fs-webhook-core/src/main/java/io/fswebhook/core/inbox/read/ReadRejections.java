package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.KeptRejection;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.inbox.RejectionPage;
import io.fswebhook.core.inbox.RejectionQuery;
import io.fswebhook.core.inbox.operate.FindingLines;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads traces of rejected requests. Their table is small. */
final class ReadRejections {

  private static final String SELECT =
      "SELECT id, received_at, address, reason, detail, header, size, left_out, findings,"
          + " signature_lines, body_start FROM rejection";

  private final Connection connection;

  ReadRejections(Connection connection) {
    this.connection = connection;
  }

  RejectionPage page(RejectionQuery query) throws SQLException {
    List<KeptRejection> found = youngest(query);
    if (found.size() <= query.limit()) {
      return new RejectionPage(found, null);
    }
    List<KeptRejection> items = found.subList(0, query.limit());
    return new RejectionPage(items, items.get(items.size() - 1).id());
  }

  /** One more than asked for, where there is one. */
  private List<KeptRejection> youngest(RejectionQuery query) throws SQLException {
    String reason = query.reason();
    Long before = query.before();
    String sql =
        SELECT
            + " WHERE id < ?"
            + (reason == null ? "" : " AND reason = ?")
            + " ORDER BY id DESC LIMIT ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, before == null ? Long.MAX_VALUE : before);
      if (reason != null) {
        select.setString(2, KeptText.of(reason));
      }
      select.setInt(reason == null ? 2 : 3, query.limit() + 1);
      return all(select);
    }
  }

  Optional<KeptRejection> one(long id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE id = ?")) {
      select.setLong(1, id);
      return all(select).stream().findFirst();
    }
  }

  private static List<KeptRejection> all(PreparedStatement select) throws SQLException {
    List<KeptRejection> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(new KeptRejection(rows.getLong(1), rejection(rows)));
      }
    }
    return found;
  }

  private static Rejection rejection(ResultSet row) throws SQLException {
    return new Rejection(
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getInt(7),
        row.getBytes(11),
        row.getLong(8),
        row.getString(10),
        FindingLines.read(row.getString(9)));
  }
}
