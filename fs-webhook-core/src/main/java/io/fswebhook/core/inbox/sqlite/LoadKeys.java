package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.DuplicateKeys;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.log.KeyFilter;
import io.fswebhook.core.lifecycle.DaemonThread;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the filter which duplicate keys are stored, the latest first, while deliveries are received
 * already. In short steps with pauses, as {@link CheckInBackground}.
 */
final class LoadKeys implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadKeys.class);
  private static final int KEYS_A_STEP = 5_000;
  private static final long PAUSE_MILLIS = 5;
  private static final long NEXT_TRY_MILLIS = 5_000;
  private static final byte[] AFTER_ALL = new byte[DuplicateKeys.BYTES + 1];

  static {
    Arrays.fill(AFTER_ALL, (byte) 0xff);
  }

  private final InboxFiles files;
  private final KeyFilter keys;
  private final Thread thread = DaemonThread.of("fs-webhook-keys", this::run);

  LoadKeys(InboxFiles files, KeyFilter keys) {
    this.files = files;
    this.keys = keys;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!isLoaded()) {
        TimeUnit.MILLISECONDS.sleep(NEXT_TRY_MILLIS);
      }
    } catch (InterruptedException e) {
      LOG.debug("closing; the keys of {} are loaded after the next start", files.file());
    }
  }

  /** Spent keys first: a stored key counts only once both are known. */
  private boolean isLoaded() throws InterruptedException {
    try (Connection connection = files.file().readOnly(files.id()).getConnection()) {
      String spent = "SELECT key FROM spent_signature WHERE key > ? ORDER BY key LIMIT ";
      List<byte[]> found = List.of(new byte[0]);
      do {
        found = step(connection, spent, found.get(found.size() - 1));
        found.forEach(keys::add);
      } while (found.size() == KEYS_A_STEP);
      String stored =
          "SELECT duplicate_key FROM delivery WHERE duplicate_key < ?"
              + " ORDER BY duplicate_key DESC LIMIT ";
      found = List.of(AFTER_ALL);
      do {
        found = step(connection, stored, found.get(found.size() - 1));
      } while (keys.load(found, found.size() < KEYS_A_STEP) && found.size() == KEYS_A_STEP);
      return true;
    } catch (SQLException e) {
      LOG.debug("the keys of {} could not be read; this is repeated", files.file(), e);
      return false;
    }
  }

  private static List<byte[]> step(Connection connection, String sql, byte[] from)
      throws SQLException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    return Jdbc.list(connection, sql + KEYS_A_STEP, row -> row.getBytes(1), (Object) from);
  }

  @Override
  public void close() {
    thread.interrupt();
    DaemonThread.awaitEnd(thread);
  }
}
