package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.log.RecoverLog;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the last shutdown was clean; if not, the file is checked in the background. Costs nothing
 * while deliveries arrive: the lock file is written only at startup and shutdown.
 */
final class LastStop {

  private static final Logger LOG = LoggerFactory.getLogger(LastStop.class);
  private static final String IN_USE = "An inbox of fs-webhook; in use.";

  private final SqliteFile file;
  private final InboxLock lock;
  private final boolean inOrder;

  private LastStop(SqliteFile file, InboxLock lock, boolean inOrder) {
    this.file = file;
    this.lock = lock;
    this.inOrder = inOrder;
  }

  /**
   * Reads the lock file before anything is opened.
   *
   * @throws StartException if the file of an inbox is gone
   */
  static LastStop of(SqliteFile file, InboxLock lock) {
    try {
      String note = lock.note();
      boolean isThere = sizeOf(file.path()) > 0;
      boolean hasLog = sizeOf(file.path().resolveSibling(file.path().getFileName() + "-wal")) > 0;
      if (!isThere && (!note.isEmpty() || hasLog || RecoverLog.isThere(file.path()))) {
        throw lost(file.path());
      }
      return new LastStop(file, lock, !isThere || (!hasLog && note.equals(inOrder(file.path()))));
    } catch (IOException e) {
      throw new StartException("the inbox " + file + " cannot be examined: " + Reasons.of(e), e);
    }
  }

  private static StartException lost(Path path) {
    return new StartException(
        "the inbox "
            + path
            + (Files.exists(path) ? " is empty (0 bytes)" : " does not exist")
            + ", but "
            + path.getFileName()
            + "-* or .lock show that there was one"
            + OpenSqlite.advice(path));
  }

  private static long sizeOf(Path path) throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  private static String inOrder(Path path) throws IOException {
    return "An inbox of fs-webhook; closed with "
        + Files.size(path)
        + " bytes of "
        + Files.getLastModifiedTime(path).toInstant()
        + '.';
  }

  boolean wasInOrder() {
    return inOrder;
  }

  /** From now on, without a clean shutdown, the next start will check the file. */
  void opened() {
    write(IN_USE);
  }

  /** After the file was closed. */
  void closedInOrder() {
    try {
      write(inOrder(file.path()));
    } catch (IOException e) {
      LOG.debug("{} cannot be examined; the next start will check it", file, e);
    }
  }

  private void write(String note) {
    try {
      lock.note(note);
    } catch (IOException e) {
      LOG.warn("the lock file of {} cannot be written: {}", file, e.getMessage());
    }
  }
}
