package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.sqlite.HeldFiles.Change;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;

/**
 * Checks that the files behind the names are those that were opened. SQLite keeps using files that
 * were moved, deleted or overwritten, and opens whatever has their names. Thread-safe.
 *
 * <p>Open and close them only with SQLite: any other close releases SQLite's locks.
 */
final class InboxFiles {

  private static final Logger LOG = LoggerFactory.getLogger(InboxFiles.class);

  /** How long a check stays valid; every commit is followed by one. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final SqliteFile file;
  private final int id;
  private @Nullable HeldFiles held;
  private Runnable letGo = () -> {};
  private volatile Supplier<CompletionStage<Void>> renewLog =
      () -> CompletableFuture.completedFuture(null);
  private String last = "";
  private volatile long lookedAt;

  InboxFiles(SqliteFile file, int id) throws SQLException, IOException {
    this.file = file;
    this.id = id;
    this.held = HeldFiles.of(file, id);
    this.lookedAt = System.nanoTime();
  }

  SqliteFile file() {
    return file;
  }

  int id() {
    return id;
  }

  /** Sets what makes other users in this process close the files before they are reopened. */
  synchronized void whenClosed(Runnable letGo) {
    this.letGo = letGo;
  }

  /** Sets what deletes the records of the receipt log that the file has. */
  void renewsLogBy(Supplier<CompletionStage<Void>> renew) {
    renewLog = renew;
  }

  CompletionStage<Void> renewLog() {
    return renewLog.get();
  }

  /** Fails with what is wrong and what to do, unless it has just been checked. */
  void checkAgain() throws IOException {
    if (System.nanoTime() - lookedAt > FRESH_NANOS) {
      check();
    }
  }

  /** Fails with what is wrong and what to do. */
  synchronized void check() throws IOException {
    Change change = change();
    if (change != null) {
      throw new IOException(note(change.what()));
    }
    lookedAt = System.nanoTime();
  }

  boolean areAsTheyWere() {
    try {
      check();
      return true;
    } catch (IOException e) {
      LOG.debug("the files of {} were changed", file, e);
      return false;
    }
  }

  /**
   * Like {@link #check}, but recreates a deleted log or index without losing anything. Not while a
   * writer has the file open.
   */
  synchronized void mend() throws SQLException, IOException {
    Change change = change();
    if (change != null && !change.canBeMended()) {
      throw new IOException(note(change.what()));
    }
    if (change != null || held == null) {
      openAnew();
    }
    last = "";
  }

  private @Nullable Change change() throws IOException {
    return held == null ? new Change("has to be reopened", true) : held.change();
  }

  /**
   * Needs the file alone: others who have it open would not know the new log, and would checkpoint
   * the old one.
   */
  private void openAnew() throws SQLException, IOException {
    if (held != null) {
      held.writeBack();
      letGo.run();
      HeldFiles former = held;
      held = null;
      former.close(true);
    }
    try {
      file.takeAlone(SqliteFile.SHORT_BUSY_TIMEOUT_MILLIS);
    } catch (SQLException e) {
      if (e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code) {
        throw new IOException(
            note("lost its -wal or -shm file, and another program has it open: close that program"),
            e);
      }
      throw e;
    }
    held = HeldFiles.of(file, id);
    LOG.warn(
        "the -wal and -shm files of {} were deleted while in use and have been recreated", file);
  }

  /** A message; logged when it differs from the previous one. */
  private String note(String what) {
    String sentence = file + " " + what;
    if (!last.isEmpty() && !last.equals(sentence)) {
      LOG.error("the inbox still cannot be written: {}", sentence);
    }
    last = sentence;
    return sentence;
  }

  /** Call after closing all other connections. Returns whether the files were unchanged. */
  synchronized boolean close() {
    HeldFiles last = held;
    held = null;
    if (last == null) {
      return false;
    }
    boolean inOrder = isAsItWas(last);
    try {
      last.close(inOrder);
      return inOrder;
    } catch (SQLException | IOException e) {
      LOG.warn("the inbox {} could not be closed cleanly: {}", file, e.getMessage());
      return false;
    }
  }

  private static boolean isAsItWas(HeldFiles files) {
    try {
      return files.change() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
