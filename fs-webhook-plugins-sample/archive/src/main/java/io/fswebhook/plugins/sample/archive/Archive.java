package io.fswebhook.plugins.sample.archive;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fswebhook.api.Delivery;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table, and the connections to it. */
final class Archive implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Archive.class);

  /** One per concurrent delivery; the receiver allows no more. */
  private static final int MOST_CONNECTIONS = 256;

  private final PrepareTable prepareTable;
  private final InsertDelivery insertDelivery;
  private final HikariDataSource pool;

  private Archive(ArchiveSettings settings, DataSource database) {
    this.prepareTable = new PrepareTable(settings);
    this.insertDelivery = new InsertDelivery(settings.table());
    this.pool = new HikariDataSource(pool(settings, database));
  }

  /**
   * Checks the database against the settings. If it is unreachable, deliveries are retried until it
   * is back.
   *
   * @throws IllegalArgumentException if the database refuses what the settings say
   */
  static Archive open(ArchiveSettings settings) throws SQLException {
    // The data source looks the driver up in DriverManager, where close() deregistered it.
    if (!Driver.isRegistered()) {
      Driver.register();
    }
    DataSource database = database(settings);
    Archive archive = new Archive(settings, database);
    try (Connection connection = database.getConnection()) {
      archive.prepareTable.run(connection);
    } catch (SQLException e) {
      if (!DatabaseState.of(e).isOutOfReach()) {
        archive.close();
        throw DatabaseState.of(e).refused(settings);
      }
      log.warn(
          "the database is unreachable, deliveries are retried until it is back: {}",
          e.getMessage());
    } catch (RuntimeException e) {
      archive.close();
      throw e;
    }
    return archive;
  }

  void store(Delivery delivery) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      prepareTable.unlessDone(connection);
      insertDelivery.run(connection, delivery);
    } catch (SQLException e) {
      if (DatabaseState.of(e).isTableGone()) {
        prepareTable.again();
      }
      throw e;
    }
  }

  /** Deregisters the driver, which would keep the plugin in memory. */
  @Override
  public void close() throws SQLException {
    pool.close();
    if (Driver.isRegistered()) {
      Driver.deregister();
    }
  }

  private static DataSource database(ArchiveSettings settings) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(settings.url());
    if (settings.username() != null) {
      database.setUser(settings.username());
    }
    if (settings.password() != null) {
      database.setPassword(settings.password());
    }
    database.setApplicationName("fs-webhook");
    database.setConnectTimeout(Math.toIntExact(settings.connectTimeout().toSeconds()));
    // An interrupt does not stop a thread that reads from the database.
    database.setSocketTimeout(Math.toIntExact(settings.queryTimeout().toSeconds()));
    // The detail of an error quotes the row, and messages are logged.
    database.setLogServerErrorDetail(false);
    return database;
  }

  private static HikariConfig pool(ArchiveSettings settings, DataSource database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("fs-webhook-archive");
    config.setDataSource(database);
    config.setMinimumIdle(0);
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setConnectionTimeout(settings.connectTimeout().toMillis());
    config.setInitializationFailTimeout(-1);
    return config;
  }
}
