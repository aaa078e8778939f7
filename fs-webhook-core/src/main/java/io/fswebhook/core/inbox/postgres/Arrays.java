package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.KeptText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds one column of many rows at a time, so that one statement writes all rows. */
record Arrays(PreparedStatement statement) {

  <T> void texts(int index, List<T> rows, Function<T, @Nullable String> column)
      throws SQLException {
    bind(
        index,
        "text",
        rows.stream().map(row -> KeptText.ofNullable(column.apply(row))).toArray(String[]::new));
  }

  <T> void longs(int index, List<T> rows, Function<T, @Nullable Long> column) throws SQLException {
    bind(index, "bigint", rows.stream().map(column).toArray(Long[]::new));
  }

  <T> void bytes(int index, List<T> rows, Function<T, byte @Nullable []> column)
      throws SQLException {
    bind(index, "bytea", rows.stream().map(column).toArray(byte[][]::new));
  }

  <T> void flags(int index, List<T> rows, Function<T, Boolean> column) throws SQLException {
    bind(index, "boolean", rows.stream().map(column).toArray(Boolean[]::new));
  }

  private void bind(int index, String type, @Nullable Object[] column) throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf(type, column));
  }
}
