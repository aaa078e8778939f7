package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table or an index, read in key order so that reading can be resumed.
 *
 * @param index null for the table itself
 * @param key the columns of its order
 * @param condition which rows are in it; empty for all
 */
record StoredPart(String table, @Nullable String index, List<String> key, String condition) {

  /** All parts of a file. */
  static List<StoredPart> of(Connection connection) throws SQLException {
    return Jdbc.list(
        connection,
        "SELECT s.type, s.name, s.tbl_name, coalesce(s.sql, ''), l.wr FROM sqlite_schema s"
            + " JOIN pragma_table_list l ON l.schema = 'main' AND l.name = s.tbl_name"
            + " WHERE s.type IN ('table', 'index') ORDER BY s.type DESC, s.name",
        row -> {
          String name = row.getString(2);
          String table = row.getString(3);
          return row.getString(1).equals("table")
              ? new StoredPart(table, null, tableKey(table, row.getInt(5) == 1, connection), "")
              : new StoredPart(
                  table, name, indexKey(name, connection), condition(row.getString(4)));
        });
  }

  private static List<String> tableKey(String table, boolean withoutRowid, Connection connection)
      throws SQLException {
    return withoutRowid
        ? names(
            connection,
            "SELECT name FROM pragma_table_info('" + table + "') WHERE pk > 0 ORDER BY pk")
        : List.of("rowid");
  }

  private static List<String> indexKey(String index, Connection connection) throws SQLException {
    return names(
        connection,
        "SELECT coalesce(name, 'rowid') FROM pragma_index_xinfo('" + index + "') ORDER BY seqno");
  }

  /** The condition of a partial index. */
  private static String condition(String sql) {
    int where = sql.toUpperCase(Locale.ROOT).lastIndexOf(" WHERE ");
    return where < 0 ? "" : sql.substring(where + 7);
  }

  private static List<String> names(Connection connection, String sql) throws SQLException {
    return Jdbc.list(connection, sql, row -> row.getString(1));
  }

  /**
   * The next rows, the columns of the key first.
   *
   * @param after the key of the last row that was read; empty to begin
   */
  PreparedStatement next(Connection connection, List<Object> after, int limit) throws SQLException {
    String columns = String.join(", ", key);
    List<String> conditions = new ArrayList<>();
    if (!condition.isEmpty()) {
      conditions.add("(" + condition + ")");
    }
    if (!after.isEmpty()) {
      String values = String.join(", ", Collections.nCopies(key.size(), "?"));
      conditions.add("(" + columns + ") > (" + values + ")");
    }
    PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + columns
                + (index == null
                    ? ", * FROM " + table + " NOT INDEXED"
                    : " FROM " + table + " INDEXED BY " + index)
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY "
                + columns
                + " LIMIT "
                + limit);
    return Jdbc.bind(select, after.toArray());
  }
}
