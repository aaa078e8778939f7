package io.fswebhook.core.inbox.sqlite;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The headers of the three files, read directly because SQLite trusts its cache. They reveal, by
 * the published file formats, that a file was overwritten or truncated in place. Close them after
 * SQLite's own connections: when a process closes a file, the system releases all of its locks on
 * it, including SQLite's. For that reason these are neither channels, which an interrupt closes,
 * nor mappings, which last until the garbage is collected. Not thread-safe.
 */
final class SqliteHeaders implements AutoCloseable {

  /** A shorter file has no header. */
  static final int DATABASE_HEADER = 100;

  static final int LOG_HEADER = 32;
  private static final int INDEX_HEADER = 136;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT = 3_007_000; // of the index, in all versions since 2010
  private static final int FRAME_HEADER = 24;
  private static final int MOST_LOOKS = 20;

  private final int id;
  private final RandomAccessFile database;
  private final RandomAccessFile log;
  private final RandomAccessFile index;
  private final byte[] header = new byte[DATABASE_HEADER];
  private final byte[] known = new byte[DATABASE_HEADER];
  private final byte[] logHeader = new byte[LOG_HEADER];
  private final byte[] look = new byte[INDEX_HEADER];
  private final byte[] secondLook = new byte[INDEX_HEADER];
  private long knownSalt;
  private int knownWrittenBack = -1;

  /** All three files must have a header. */
  SqliteHeaders(Path database, Path log, Path index, int id) throws IOException {
    this.id = id;
    this.database = new RandomAccessFile(database.toFile(), "r");
    this.log = new RandomAccessFile(log.toFile(), "r");
    this.index = new RandomAccessFile(index.toFile(), "r");
  }

  /** Leaves zeros if the file is shorter. */
  private static void read(RandomAccessFile file, byte[] header) throws IOException {
    file.seek(0);
    int read = Math.max(0, file.read(header));
    Arrays.fill(header, read, header.length, (byte) 0);
  }

  /**
   * Which files SQLite did not leave in this state; null if all are intact.
   *
   * @param databaseSize its current size
   */
  @Nullable String fault(long databaseSize) throws IOException {
    if (databaseSize < DATABASE_HEADER) {
      return "was cut short";
    }
    String fault = null;
    for (int i = 0; i < MOST_LOOKS; i++) {
      read(index, look);
      fault = faultNow();
      read(index, secondLook);
      if (fault == null || Arrays.equals(look, secondLook)) {
        return fault; // otherwise there was a write meanwhile
      }
    }
    return fault;
  }

  private @Nullable String faultNow() throws IOException {
    read(database, header);
    boolean isOurs =
        Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
            && ByteBuffer.wrap(header).getInt(60) == id;
    if (!isOurs) {
      return "was overwritten";
    }
    ByteBuffer counts = ByteBuffer.wrap(look).order(ByteOrder.nativeOrder());
    if (counts.getInt(0) != FORMAT) {
      return null;
    }
    int frames = counts.getInt(16);
    if (frames > 0 && !isLogWhole(frames, counts)) {
      return "has lost its log: the -wal file was overwritten or truncated";
    }
    return wasWrittenByOthers(counts) ? "was overwritten" : null;
  }

  /**
   * Whether the log contains what the index says, with the same salt. Its size is read after the
   * index: it may grow at any time.
   */
  private boolean isLogWhole(int frames, ByteBuffer counts) throws IOException {
    int pageSize = Short.toUnsignedInt(counts.getShort(14));
    long least = LOG_HEADER + frames * (FRAME_HEADER + (pageSize == 1 ? 65_536L : pageSize));
    read(log, logHeader);
    return log.length() >= least && ByteBuffer.wrap(logHeader).getLong(16) == salt();
  }

  /** The salt in the index, which, unlike the rest of the index, has the byte order of the log. */
  private long salt() {
    return ByteBuffer.wrap(look).getLong(32);
  }

  /** In this mode, only a checkpoint changes the file, and the index counts those. */
  private boolean wasWrittenByOthers(ByteBuffer counts) {
    int writtenBack = counts.getInt(96);
    if (writtenBack != counts.getInt(128)) { // a checkpoint is running
      return false;
    }
    long salt = salt();
    if (salt == knownSalt && writtenBack == knownWrittenBack) {
      return !Arrays.equals(header, known);
    }
    System.arraycopy(header, 0, known, 0, DATABASE_HEADER);
    knownSalt = salt;
    knownWrittenBack = writtenBack;
    return false;
  }

  @Override
  public void close() throws IOException {
    try {
      database.close();
    } finally {
      try {
        log.close();
      } finally {
        index.close();
      }
    }
  }
}
