package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes, with cached prepared statements. Belongs to the writer thread.
 */
public abstract class WriteSession implements AutoCloseable {

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  /** Takes ownership of the connection, unless it throws. */
  protected WriteSession(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
  }

  /** Prepared once and kept; the caller closes its results only. */
  public final PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement prepared = statements.get(sql);
    if (prepared == null) {
      prepared = connection.prepareStatement(sql);
      statements.put(sql, prepared);
    }
    return prepared;
  }

  /** Returns how many rows were changed. See {@link Jdbc} for the values. */
  public final int update(String sql, @Nullable Object... values) throws SQLException {
    return Jdbc.bind(statement(sql), values).executeUpdate();
  }

  public final <T> List<T> list(String sql, Jdbc.Row<T> row, @Nullable Object... values)
      throws SQLException {
    return Jdbc.list(Jdbc.bind(statement(sql), values), row);
  }

  /** See {@link Jdbc#each}. */
  public final void each(String sql, Jdbc.RowConsumer row, @Nullable Object... values)
      throws SQLException {
    Jdbc.each(Jdbc.bind(statement(sql), values), row);
  }

  /** Empty also for a null. */
  public final <T> Optional<T> first(String sql, Jdbc.Row<T> row, @Nullable Object... values)
      throws SQLException {
    return Jdbc.first(Jdbc.bind(statement(sql), values), row);
  }

  /** The one number that a query finds; the fallback where it finds none. */
  public final long number(String sql, long fallback, @Nullable Object... values)
      throws SQLException {
    return first(sql, row -> Jdbc.number(row, 1), values).orElse(fallback);
  }

  /** Milliseconds since 1970, by the clock that decides what is due. */
  public abstract long now() throws SQLException;

  /** Acquires the locks that storing a delivery needs, for a probe. */
  protected void prepareToStore() throws SQLException {}

  /** Whether this connection has been in use for so long that it should be replaced. */
  protected boolean isWornOut() {
    return false;
  }

  /**
   * Shrinks the database a little, within the transaction, if it has much free space and does not
   * shrink automatically.
   *
   * @return whether there is more space to free
   */
  public boolean giveBackSpace() throws SQLException {
    return false;
  }

  /**
   * Overwrites or removes a part of what files still hold of deleted rows, where this database can.
   *
   * @param begins whether rows were deleted since it was last called
   * @return whether there may be more
   */
  public boolean scrub(boolean begins) throws SQLException {
    return false;
  }

  /** Applies all writes of a transaction, in the order in which they were submitted. */
  protected void apply(List<Write> batch) throws SQLException, IOException {
    for (Write work : batch) {
      work.apply(this);
    }
  }

  /** When it returns, everything is on disk, in the files that a restart will read. */
  public void commit() throws SQLException, IOException {
    connection.commit();
  }

  final void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public final void close() throws SQLException {
    connection.close();
  }
}
