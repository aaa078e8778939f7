package io.fswebhook.core.inbox.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table or an index, in the order of its key, so that reading it can be begun again where it was
 * left.
 *
 * @param index null for the table itself
 * @param key the columns of its order
 * @param condition which rows are in it; empty for all
 */
record StoredPart(String table, @Nullable String index, List<String> key, String condition) {

  /** All of a file. */
  static List<StoredPart> of(Connection connection) throws SQLException {
    List<StoredPart> parts = new ArrayList<>();
    for (List<String> each :
        rows(
            connection,
            "SELECT s.type, s.name, s.tbl_name, coalesce(s.sql, ''), l.wr FROM sqlite_schema s"
                + " JOIN pragma_table_list l ON l.schema = 'main' AND l.name = s.tbl_name"
                + " WHERE s.type IN ('table', 'index') ORDER BY s.type DESC, s.name")) {
      boolean isTable = each.get(0).equals("table");
      String name = each.get(1);
      String table = each.get(2);
      List<String> key =
          isTable ? tableKey(table, each.get(4), connection) : indexKey(name, connection);
      parts.add(
          new StoredPart(table, isTable ? null : name, key, isTable ? "" : condition(each.get(3))));
    }
    return parts;
  }

  private static List<String> tableKey(String table, String withoutRowid, Connection connection)
      throws SQLException {
    return withoutRowid.equals("0")
        ? List.of("rowid")
        : names(
            connection,
            "SELECT name FROM pragma_table_info('" + table + "') WHERE pk > 0 ORDER BY pk");
  }

  private static List<String> indexKey(String index, Connection connection) throws SQLException {
    return names(
        connection,
        "SELECT coalesce(name, 'rowid') FROM pragma_index_xinfo('" + index + "') ORDER BY seqno");
  }

  /** Of a partial index. */
  private static String condition(String sql) {
    int where = sql.toUpperCase(Locale.ROOT).lastIndexOf(" WHERE ");
    return where < 0 ? "" : sql.substring(where + 7);
  }

  private static List<String> names(Connection connection, String sql) throws SQLException {
    return rows(connection, sql).stream().map(row -> row.get(0)).toList();
  }

  private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    List<List<String>> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        found.add(row);
      }
    }
    return found;
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
    for (int i = 0; i < after.size(); i++) {
      select.setObject(i + 1, after.get(i));
    }
    return select;
  }
}
