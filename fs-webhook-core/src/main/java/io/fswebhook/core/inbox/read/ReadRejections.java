package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.KeptRejection;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.ListPlace;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.inbox.RejectionPage;
import io.fswebhook.core.inbox.RejectionQuery;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.operate.FindingLines;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads rejected requests. Their table is small. */
record ReadRejections(Connection connection) {

  private static final String SHOWN =
      "SELECT id, received_at, address, reason, detail, header, size, left_out, findings";

  /** Lists omit these columns, which may be a hundred times as long as the rest. */
  private static final String AND_KEPT = ", signature_lines, body_start";

  private static final String FROM = " FROM rejection WHERE ";

  RejectionPage page(RejectionQuery query) throws SQLException {
    List<KeptRejection> found = newest(query);
    if (found.size() <= query.limit()) {
      return new RejectionPage(found, null);
    }
    List<KeptRejection> items = found.subList(0, query.limit());
    KeptRejection last = items.get(items.size() - 1);
    return new RejectionPage(items, new ListPlace(last.rejection().receivedAt(), last.id()));
  }

  /** One more than requested, if there is one. */
  private List<KeptRejection> newest(RejectionQuery query) throws SQLException {
    String reason = query.reason();
    ListPlace before = query.before();
    String sql =
        SHOWN
            + FROM
            + "(received_at, id) < (?, ?)"
            + (reason == null ? "" : " AND reason = ?")
            + " ORDER BY received_at DESC, id DESC LIMIT ?";
    List<Object> values = new ArrayList<>();
    values.add(before == null ? Long.MAX_VALUE : before.at().toEpochMilli());
    values.add(before == null ? Long.MAX_VALUE : before.id());
    if (reason != null) {
      values.add(KeptText.of(reason));
    }
    values.add(query.limit() + 1);
    return Jdbc.list(
        connection,
        sql,
        row -> new KeptRejection(row.getLong(1), rejection(row, null, null)),
        values.toArray());
  }

  Optional<KeptRejection> one(long id) throws SQLException {
    return Jdbc.first(
        connection,
        SHOWN + AND_KEPT + FROM + "id = ?",
        row -> new KeptRejection(id, rejection(row, row.getString(10), row.getBytes(11))),
        id);
  }

  private static Rejection rejection(
      ResultSet row, @Nullable String signatureLines, byte @Nullable [] bodyStart)
      throws SQLException {
    return new Rejection(
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getInt(7),
        bodyStart,
        row.getLong(8),
        signatureLines,
        FindingLines.read(row.getString(9)));
  }
}
