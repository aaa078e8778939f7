package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.file.OwnerOnly;
import io.fswebhook.core.file.SyncFolder;
import io.fswebhook.core.inbox.log.LoggedDelivery;
import io.fswebhook.core.inbox.log.NewerLogException;
import io.fswebhook.core.inbox.log.UnstoredReceipts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup in the place of an inbox that no receiver uses. The backup is copied and checked
 * before anything is moved; the files that were there are kept in a folder of their own.
 */
public final class RestoreInbox implements AutoCloseable {

  private final Path backup;
  private final Path inbox;
  private final InboxLock lock;
  private final Path copy;

  /**
   * What was done.
   *
   * @param aside the folder with the replaced files; null if there were none
   */
  public record Restored(BackupSummary backup, @Nullable Path aside) {}

  private RestoreInbox(Path backup, Path inbox, InboxLock lock) {
    this.backup = backup;
    this.inbox = inbox;
    this.lock = lock;
    this.copy = inbox.resolveSibling(inbox.getFileName() + ".restoring");
  }

  /**
   * Takes the inbox for itself, so that no receiver starts with it until this is closed.
   *
   * @param inbox its file, which need not exist; its folder does
   * @throws StartException if a receiver uses it
   */
  public static RestoreInbox begin(Path backup, Path inbox) throws IOException {
    InboxLock lock = InboxLock.of(inbox);
    Path real = Files.exists(inbox) ? inbox.toRealPath() : inbox.toAbsolutePath();
    return new RestoreInbox(backup, real, lock);
  }

  /**
   * What the backup holds, after reading its list of contents only.
   *
   * @throws BackupRefusedException if it is none, or one that this version cannot read
   */
  public static BackupSummary look(Path backup) throws IOException, SQLException {
    LoadSqlite.now();
    try (Connection file = BackupFile.readOnly(backup)) {
      return summary(file, backup);
    } catch (SQLException e) {
      throw BackupFile.damaged(backup, e);
    }
  }

  private static BackupSummary summary(Connection file, Path backup)
      throws IOException, SQLException {
    BackupFile.requireInbox(backup, file);
    Instant madeAt =
        BackupMark.read(file)
            .orElseThrow(
                () ->
                    new BackupRefusedException(
                        backup + " is not a complete backup: it lacks the mark of its end"));
    requireReadable(BackupMark.receipts(file), backup);
    return BackupSummary.of(file, madeAt, BackupMark.count(file), Files.size(backup));
  }

  private static void requireReadable(List<byte[]> receipts, Path backup) {
    try {
      for (byte[] record : receipts) {
        LoggedDelivery.requireReadable(record);
      }
    } catch (NewerLogException e) {
      throw new BackupRefusedException(
          backup
              + " holds receipts of a newer version of fs-webhook ("
              + e.formats()
              + "); restore it with that version");
    }
  }

  /** Whether there are files of an inbox, which would be moved aside. */
  public boolean replaces() throws IOException {
    return !ReplacedFiles.of(inbox).isEmpty();
  }

  /**
   * Does it.
   *
   * @throws BackupRefusedException if the backup is damaged; then nothing was changed
   */
  public Restored run() throws IOException, SQLException {
    LoadSqlite.now();
    try {
      copy();
      return putInPlace();
    } catch (SQLException e) {
      throw BackupFile.damaged(backup, e);
    } finally {
      Files.deleteIfExists(copy);
      Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + "-journal"));
    }
  }

  private void copy() throws IOException {
    Files.deleteIfExists(copy);
    Files.createFile(copy, OwnerOnly.of("rw-------")); // bodies contain personal data
    try (OutputStream to = Files.newOutputStream(copy)) {
      Files.copy(backup, to);
    }
  }

  private Restored putInPlace() throws IOException, SQLException {
    BackupSummary summary;
    List<byte[]> receipts;
    try (Connection file = BackupFile.writable(copy)) {
      BackupFile.requireInbox(backup, file);
      BackupFile.requireIntact(backup, file);
      summary = summary(file, backup);
      receipts = BackupMark.receipts(file);
      file.setAutoCommit(false);
      BackupMark.remove(file);
      file.commit();
    }
    BackupFile.sync(copy);
    Path aside = ReplacedFiles.moveAside(inbox);
    UnstoredReceipts.leave(receipts, inbox);
    Files.move(copy, inbox, StandardCopyOption.ATOMIC_MOVE);
    SyncFolder.of(inbox);
    LastStop.of(new SqliteFile(inbox), lock).closedInOrder();
    return new Restored(summary, aside);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
