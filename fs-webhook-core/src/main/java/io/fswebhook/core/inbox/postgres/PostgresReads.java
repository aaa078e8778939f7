package io.fswebhook.core.inbox.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.read.ReadSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the database through its own few connections, or through the server's pool. */
final class PostgresReads implements ReadSource {

  private final Postgres postgres;
  private final @Nullable HikariDataSource pool;

  PostgresReads(Postgres postgres) {
    this.postgres = postgres;
    this.pool = postgres.pooled() ? null : pool(postgres.source());
  }

  private HikariDataSource pool(DataSource source) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("fs-webhook-reads");
    config.setDataSource(source);
    config.setConnectionInitSql(postgres.sessionSettings());
    config.setMaximumPoolSize(3);
    config.setMinimumIdle(0);
    config.setIdleTimeout(60_000);
    config.setMaxLifetime(Postgres.LONGEST_USE.toMillis());
    config.setConnectionTimeout(Math.max(1_000, postgres.timeout().toMillis()));
    config.setInitializationFailTimeout(-1); // the database was there a moment ago
    return new HikariDataSource(config);
  }

  @Override
  public Connection connect() throws SQLException {
    return pool == null ? postgres.connect() : pool.getConnection();
  }

  /** Reconnects after the writer had to reconnect, perhaps to another server. */
  void renew() {
    HikariPoolMXBean connections = pool == null ? null : pool.getHikariPoolMXBean();
    if (connections != null) {
      connections.softEvictConnections();
    }
  }

  /** The collation C folds only ASCII, whatever the database's own collation is. */
  @Override
  public String bodyHolds() {
    return "position(? IN lower(convert_from(body, 'UTF8') COLLATE \"C\")) > 0";
  }

  /** Claimed tasks are in a separate index. */
  @Override
  public String countUnfinished() {
    return "SELECT handler, count(*), min(due_at) FROM task"
        + " WHERE due_at IS NOT NULL AND claimed_by IS NULL"
        + " GROUP BY handler UNION ALL SELECT handler, count(*), NULL FROM task"
        + " WHERE claimed_by IS NOT NULL GROUP BY handler";
  }

  /** Several nodes store at a time, and each takes its numbers before it commits. */
  @Override
  public boolean awaitStored(Connection connection) throws SQLException {
    return new AwaitWriters(connection).end();
  }

  @Override
  public Map<String, Long> sizes(Connection connection) throws SQLException {
    long tables =
        Jdbc.first(
                connection,
                "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class"
                    + " WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'",
                row -> row.getLong(1))
            .orElse(0L);
    return Map.of("tables", tables);
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
  }

  @Override
  public String toString() {
    return postgres.toString();
  }
}
