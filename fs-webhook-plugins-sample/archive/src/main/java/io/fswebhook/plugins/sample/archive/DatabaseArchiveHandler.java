package io.fswebhook.plugins.sample.archive;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes every delivery into a table of PostgreSQL: a row each, once, however often it comes. The
 * module's README has its settings, the table, and what becomes of a body that PostgreSQL's JSON
 * cannot hold.
 */
public final class DatabaseArchiveHandler implements EventHandler {

  private volatile @Nullable Archive archive;

  @Override
  public String name() {
    return ArchiveSettings.HANDLER_NAME;
  }

  @Override
  public void start(HandlerContext context) throws SQLException {
    archive = Archive.open(ArchiveSettings.read(context));
  }

  @Override
  public void handle(Delivery delivery) throws SQLException {
    Objects.requireNonNull(archive, "start must run before handle").store(delivery);
  }

  @Override
  public void stop() throws SQLException {
    if (archive != null) {
      archive.close();
    }
  }
}
