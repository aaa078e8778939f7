package io.fswebhook.plugins.sample.archive;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stores every delivery in a PostgreSQL table: one row each, even if delivered repeatedly. The
 * module's README describes the settings, the table, and how a body is stored that PostgreSQL's
 * JSON types cannot represent.
 */
public final class DatabaseArchiveHandler implements EventHandler {

  private volatile @Nullable Archive archive;

  @Override
  public String name() {
    return ArchiveSettings.HANDLER_NAME;
  }

  @Override
  public boolean multipleInstances() {
    return true;
  }

  @Override
  public List<HandlerSetting> declaredSettings() {
    return ArchiveSettings.DECLARED;
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
