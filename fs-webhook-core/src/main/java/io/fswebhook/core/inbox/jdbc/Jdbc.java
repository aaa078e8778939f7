package io.fswebhook.core.inbox.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Helpers around JDBC statements. Values are strings, numbers, byte arrays, or null. */
public final class Jdbc {

  private Jdbc() {}

  /** Maps a row to a value. */
  @FunctionalInterface
  public interface Row<T> {

    @Nullable T of(ResultSet row) throws SQLException;
  }

  /** Consumes a row. */
  @FunctionalInterface
  public interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  /** Binds the values to the statement's parameters. */
  public static PreparedStatement bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** Executes a bound query and maps its rows. */
  public static <T> List<T> list(PreparedStatement bound, Row<T> row) throws SQLException {
    List<T> found = new ArrayList<>();
    each(bound, rows -> found.add(row.of(rows)));
    return found;
  }

  /** Passes each row that a bound statement finds to a consumer. */
  public static void each(PreparedStatement bound, RowConsumer consumer) throws SQLException {
    try (ResultSet rows = bound.executeQuery()) {
      while (rows.next()) {
        consumer.accept(rows);
      }
    }
  }

  /** The first row of a bound query; empty also when it maps to null. */
  public static <T> Optional<T> first(PreparedStatement bound, Row<T> row) throws SQLException {
    try (ResultSet rows = bound.executeQuery()) {
      return rows.next() ? Optional.ofNullable(row.of(rows)) : Optional.empty();
    }
  }

  public static <T> List<T> list(
      Connection connection, String sql, Row<T> row, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      return list(bind(select, values), row);
    }
  }

  public static void each(
      Connection connection, String sql, RowConsumer consumer, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      each(bind(select, values), consumer);
    }
  }

  public static <T> Optional<T> first(
      Connection connection, String sql, Row<T> row, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      return first(bind(select, values), row);
    }
  }

  /** Returns how many rows were changed. */
  public static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      return bind(update, values).executeUpdate();
    }
  }

  /** A number that may be absent. */
  public static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  /** A time that may be absent, stored in seconds since 1970. */
  public static @Nullable Instant second(ResultSet row, int column) throws SQLException {
    Long seconds = number(row, column);
    return seconds == null ? null : Instant.ofEpochSecond(seconds);
  }

  /** The seconds since 1970 to store for a time. */
  public static @Nullable Long seconds(@Nullable Instant time) {
    return time == null ? null : time.getEpochSecond();
  }
}
