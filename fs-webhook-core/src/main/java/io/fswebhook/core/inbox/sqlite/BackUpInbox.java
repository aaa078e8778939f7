package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.file.OwnerOnly;
import io.fswebhook.core.file.SyncFolder;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.log.UnstoredReceipts;
import io.fswebhook.core.inbox.log.UnstoredReceipts.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/**
 * Copies the inbox of a receiver that may be running, as it was at one moment, with what the
 * receipt log has and the file does not. The receiver is neither asked nor held up: the copy is
 * made of what a reader sees, in steps that take no more than half of the time.
 */
public final class BackUpInbox {

  private static final int PAGES_A_STEP = 256; // 1 MB
  private static final int PERCENT = 100;
  private static final int BUSY_PAUSE_MILLIS = 50;
  private static final int MOST_BUSY_PAUSES = 600;

  private final Path inbox;
  private final IntConsumer progress;

  /** What an inbox holds at a moment, and its log beyond that. */
  private record Snapshot(long applied, List<Receipt> logged) {

    List<byte[]> missing() {
      return logged.stream()
          .filter(each -> each.number() == 0 || each.number() > applied)
          .map(Receipt::record)
          .toList();
    }
  }

  private BackUpInbox(Path inbox, IntConsumer progress) {
    this.inbox = inbox;
    this.progress = progress;
  }

  /**
   * Makes a backup that was found intact, and is on disk. Until then, the file ends in {@code
   * .part}.
   *
   * @param overwrite whether it may replace a file
   * @param inbox its file
   * @param progress told how many percent are copied
   * @throws BackupRefusedException if the inbox is damaged, or none
   */
  public static BackupSummary to(Path target, boolean overwrite, Path inbox, IntConsumer progress)
      throws IOException, SQLException {
    LoadSqlite.now();
    Path part = part(target);
    try {
      Files.deleteIfExists(part);
      Files.createFile(part, OwnerOnly.of("rw-------"));
      BackupSummary made = new BackUpInbox(inbox.toRealPath(), progress).copyTo(part);
      moveTo(target, overwrite, part);
      return made;
    } catch (SQLException e) {
      throw BackupFile.damaged(inbox, e);
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(part.resolveSibling(part.getFileName() + "-journal"));
    }
  }

  /** Of this process, so that two do not write to one. */
  private static Path part(Path target) {
    long process = ProcessHandle.current().pid();
    return target.resolveSibling(target.getFileName() + "." + process + ".part");
  }

  private static void moveTo(Path target, boolean overwrite, Path part) throws IOException {
    if (overwrite) {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.move(part, target); // fails if there is one by now
    }
    SyncFolder.of(target);
  }

  private BackupSummary copyTo(Path part) throws IOException, SQLException {
    Instant madeAt = Instant.now();
    List<byte[]> missing = copy(part).missing();
    BackupSummary summary;
    try (Connection copy = BackupFile.writable(part)) {
      Jdbc.first(copy, "PRAGMA journal_mode = DELETE", row -> row.getString(1)); // one file
      BackupFile.requireIntact(inbox, copy);
      copy.setAutoCommit(false);
      BackupMark.write(madeAt, missing, copy);
      copy.commit();
      summary = BackupSummary.of(copy, madeAt, missing.size(), Files.size(part));
    }
    BackupFile.sync(part);
    return summary;
  }

  private Snapshot copy(Path target) throws IOException, SQLException {
    try (Connection source = BackupFile.readOnly(inbox)) {
      BackupFile.requireInbox(inbox, source);
      long id = number(source, "PRAGMA user_version");
      List<Receipt> logged = UnstoredReceipts.after(applied(source), inbox, id);
      source.setAutoCommit(false); // from here on, it sees one moment
      long applied = applied(source);
      copy(source.unwrap(SQLiteConnection.class).getDatabase(), target);
      return new Snapshot(applied, logged);
    }
  }

  private void copy(DB source, Path target) throws IOException, SQLException {
    Steps steps = new Steps();
    int result =
        source.backup(
            "main",
            target.toString(),
            steps::taken,
            BUSY_PAUSE_MILLIS,
            MOST_BUSY_PAUSES,
            PAGES_A_STEP);
    if (result != 0) {
      throw DB.newSQLException(result, "the inbox could not be copied");
    }
  }

  private static long applied(Connection source) throws SQLException {
    return number(source, "SELECT applied FROM receipt_log WHERE id = 1");
  }

  private static long number(Connection source, String query) throws SQLException {
    return Jdbc.first(source, query, row -> row.getLong(1)).orElse(0L);
  }

  /** Pauses for as long as each step took, so that the receiver has the disk meanwhile. */
  private final class Steps {

    private long beganAt = System.nanoTime();
    private int shown = -1;

    void taken(int pagesLeft, int pages) {
      LockSupport.parkNanos(System.nanoTime() - beganAt);
      int percent = pages == 0 ? PERCENT : (int) (PERCENT * (long) (pages - pagesLeft) / pages);
      if (percent != shown) {
        shown = percent;
        progress.accept(percent);
      }
      beganAt = System.nanoTime();
    }
  }
}
