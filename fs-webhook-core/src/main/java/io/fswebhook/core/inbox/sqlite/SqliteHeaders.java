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
 * What stands at the beginning of the three files, read past SQLite, which believes what it has in
 * memory. Shows what was written over or cut short where it lay, by the published formats of the
 * files. To be closed after SQLite's own connections: when a process closes a file, the system
 * takes back its locks on it, SQLite's too. So these are no channels, which an interrupt closes,
 * and no mappings, which stay until the garbage is collected. Not safe for use by several threads.
 */
final class SqliteHeaders implements AutoCloseable {

  /** Below that there is no header. */
  static final int DATABASE_HEADER = 100;

  static final int LOG_HEADER = 32;
  private static final int INDEX_HEADER = 136;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT = 3_007_000; // of the index, as of all versions since 2010
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

  /** Each of them has a header by now. */
  SqliteHeaders(Path database, Path log, Path index, int id) throws IOException {
    this.id = id;
    this.database = new RandomAccessFile(database.toFile(), "r");
    this.log = new RandomAccessFile(log.toFile(), "r");
    this.index = new RandomAccessFile(index.toFile(), "r");
  }

  /** Leaves zeros where there is less. */
  private static void read(RandomAccessFile file, byte[] header) throws IOException {
    file.seek(0);
    int read = Math.max(0, file.read(header));
    Arrays.fill(header, read, header.length, (byte) 0);
  }

  /** Also where it has no name any more. */
  long logSize() throws IOException {
    return log.length();
  }

  /**
   * Which files are not what SQLite made of them; null when all are.
   *
   * @param databaseSize as it is now
   * @param logSize as it is now
   */
  @Nullable String fault(long databaseSize, long logSize) throws IOException {
    if (databaseSize < DATABASE_HEADER) {
      return "was cut short";
    }
    String fault = null;
    for (int i = 0; i < MOST_LOOKS; i++) {
      read(index, look);
      fault = faultNow(logSize);
      read(index, secondLook);
      if (fault == null || Arrays.equals(look, secondLook)) {
        return fault; // else somebody wrote meanwhile
      }
    }
    return fault;
  }

  private @Nullable String faultNow(long logSize) throws IOException {
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
    if (frames > 0 && !isLogWhole(frames, counts, logSize)) {
      return "has lost its log: the -wal file was overwritten or cut short";
    }
    return wasWrittenByOthers(counts) ? "was overwritten" : null;
  }

  /** It holds what the index says that it does, under the salt that the index knows. */
  private boolean isLogWhole(int frames, ByteBuffer counts, long logSize) throws IOException {
    int pageSize = Short.toUnsignedInt(counts.getShort(14));
    long least = LOG_HEADER + frames * (FRAME_HEADER + (pageSize == 1 ? 65_536L : pageSize));
    read(log, logHeader);
    return logSize >= least && ByteBuffer.wrap(logHeader).getLong(16) == salt();
  }

  /** Other than the rest of the index, it has the bytes of the log. */
  private long salt() {
    return ByteBuffer.wrap(look).getLong(32);
  }

  /** In this mode nothing but writing the log back changes the file, and the index counts that. */
  private boolean wasWrittenByOthers(ByteBuffer counts) {
    int writtenBack = counts.getInt(96);
    if (writtenBack != counts.getInt(128)) { // it is being written back
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
