package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.lifecycle.DaemonThread;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every row and index entry once to find damage. Works in short steps with pauses, so that
 * deliveries can be stored meanwhile, and no long transaction keeps the WAL from being
 * checkpointed. SQLite's own check is a single transaction.
 */
final class CheckInBackground implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CheckInBackground.class);
  private static final int ROWS_A_STEP = 10_000;
  private static final long BYTES_A_STEP = 1 << 20;
  private static final long NANOS_A_STEP = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int ROW_OVERHEAD = 50; // bytes, roughly
  private static final int SHARE = 5; // uses one part in so many of the time
  private static final long LEAST_PAUSE_NANOS =
      TimeUnit.MILLISECONDS.toNanos(50); // 20 MB per second
  private static final Duration NEXT_TRY = Duration.ofSeconds(5);

  private final InboxFiles files;
  private final Thread thread = DaemonThread.of("fs-webhook-integrity", this::run);
  private volatile Integrity integrity;
  private volatile boolean closing;
  private long bytes;
  private String lastTrouble = "";

  CheckInBackground(InboxFiles files) {
    this.files = files;
    this.integrity = now(Integrity.State.NOT_NEEDED);
  }

  private static Integrity now(Integrity.State state) {
    return new Integrity(state, Instant.now());
  }

  void start() {
    integrity = now(Integrity.State.RUNNING);
    thread.start();
  }

  Integrity integrity() {
    return integrity;
  }

  /** Whether the next start can skip the check. */
  boolean isSettled() {
    return integrity.state() == Integrity.State.NOT_NEEDED
        || integrity.state() == Integrity.State.OK;
  }

  private void run() {
    LOG.info(
        "the inbox {} was not closed cleanly; its integrity is checked in the background while"
            + " deliveries are stored",
        files.file());
    long startedAt = System.nanoTime();
    try {
      while (!closing && !isChecked()) {
        pause(NEXT_TRY.toNanos());
      }
    } catch (InterruptedException e) {
      LOG.debug("the check of {} starts again at the next start", files.file());
      return;
    } catch (RuntimeException | Error e) {
      LOG.error("the check of {} failed", files.file(), e);
      return;
    }
    if (integrity.state() == Integrity.State.OK) {
      LOG.info(
          "the inbox {} is intact: checked {} MB in {} s",
          files.file(),
          bytes >> 20,
          Duration.ofNanos(System.nanoTime() - startedAt).toSeconds());
    }
  }

  /** Returns false to try again: the file was moved, or is busy. */
  private boolean isChecked() throws InterruptedException {
    bytes = 0;
    try (Connection connection = files.file().readOnly(files.id()).getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA cell_size_check = ON");
      }
      for (StoredPart part : StoredPart.of(connection)) {
        check(part, connection);
      }
      integrity = now(Integrity.State.OK);
      return true;
    } catch (SQLException e) {
      if (!OpenSqlite.isDamage(e) || !files.areAsTheyWere()) {
        noteTrouble(String.valueOf(e.getMessage()));
        return false;
      }
      integrity = now(Integrity.State.DAMAGED);
      LOG.error(
          "the inbox {} is damaged: {}. Deliveries are still stored where possible. Stop the"
              + " receiver when you can, copy the file, run check-inbox{}",
          files.file(),
          e.getMessage(),
          OpenSqlite.advice(files.file().path()));
      return true;
    }
  }

  /** For example an unreadable disk; logged once, because the check is retried. */
  private void noteTrouble(String trouble) {
    if (!trouble.equals(lastTrouble)) {
      LOG.warn(
          "the check of the inbox {} failed and is retried every {} s: {}",
          files.file(),
          NEXT_TRY.toSeconds(),
          trouble);
    }
    lastTrouble = trouble;
  }

  private void check(StoredPart part, Connection connection)
      throws SQLException, InterruptedException {
    List<Object> after = List.of();
    do {
      long startedAt = System.nanoTime();
      after = step(part, after, connection);
      pause(Math.max(LEAST_PAUSE_NANOS, (System.nanoTime() - startedAt) * (SHARE - 1)));
    } while (!after.isEmpty());
  }

  /** The key of the last row that was read; empty when there are no more. */
  private List<Object> step(StoredPart part, List<Object> after, Connection connection)
      throws SQLException {
    long end = System.nanoTime() + NANOS_A_STEP;
    long mostBytes = bytes + BYTES_A_STEP;
    List<Object> last = List.of();
    try (PreparedStatement select = part.next(connection, after, ROWS_A_STEP);
        ResultSet rows = select.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        last = read(rows, columns, part.key().size());
        if (bytes > mostBytes || System.nanoTime() > end) {
          return last;
        }
      }
      return List.of();
    }
  }

  private List<Object> read(ResultSet rows, int columns, int keyColumns) throws SQLException {
    List<Object> key = new ArrayList<>(keyColumns);
    for (int i = 1; i <= columns; i++) {
      Object value = rows.getObject(i);
      if (i <= keyColumns) {
        key.add(value);
      }
      if (value instanceof byte[] blob) {
        bytes += blob.length;
      } else if (value instanceof String text) {
        bytes += text.length();
      }
    }
    bytes += ROW_OVERHEAD;
    return key;
  }

  private void pause(long nanos) throws InterruptedException {
    if (closing) {
      throw new InterruptedException("closing");
    }
    TimeUnit.NANOSECONDS.sleep(nanos);
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    DaemonThread.awaitEnd(thread);
  }
}
