package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.AlertPage;
import io.fswebhook.core.inbox.AlertQuery;
import io.fswebhook.core.inbox.KeptAlert;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.ListPlace;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.operate.AlertRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads alerts. Their table is small. */
record ListAlerts(Connection connection) {

  private static final String SELECT = "SELECT " + AlertRow.COLUMNS + " FROM alert WHERE ";

  AlertPage page(AlertQuery query) throws SQLException {
    List<KeptAlert> found = newest(query);
    if (found.size() <= query.limit()) {
      return new AlertPage(found, null);
    }
    KeptAlert last = found.get(query.limit() - 1);
    return new AlertPage(
        found.subList(0, query.limit()), new ListPlace(last.openedAt(), last.id()));
  }

  Optional<KeptAlert> one(long id) throws SQLException {
    return Jdbc.first(connection, SELECT + "id = ?", AlertRow::read, id);
  }

  /** One more than requested, if there is one. */
  private List<KeptAlert> newest(AlertQuery query) throws SQLException {
    StringBuilder sql = new StringBuilder(SELECT).append("(opened_at, id) < (?, ?)");
    List<Object> values = new ArrayList<>();
    ListPlace before = query.before();
    values.add(before == null ? Long.MAX_VALUE : before.at().toEpochMilli());
    values.add(before == null ? Long.MAX_VALUE : before.id());
    Boolean open = query.open();
    if (open != null) {
      sql.append(open ? " AND resolved_at IS NULL" : " AND resolved_at IS NOT NULL");
    }
    String kind = query.kind();
    if (kind != null) {
      sql.append(" AND kind = ?");
      values.add(KeptText.of(kind));
    }
    String subject = query.subject();
    if (subject != null) {
      sql.append(" AND subject = ?");
      values.add(KeptText.of(subject));
    }
    sql.append(" ORDER BY opened_at DESC, id DESC LIMIT ?");
    values.add(query.limit() + 1);
    return Jdbc.list(connection, sql.toString(), AlertRow::read, values.toArray());
  }
}
