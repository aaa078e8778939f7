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
 * takes back its locks on it, SQLite's too.
 */
final class SqliteHeaders implements AutoCloseable {

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT = 3_007_000; // of the index, as of all versions since 2010
  private static final int LOG_HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int MOST_LOOKS = 20;

  // RandomAccessFile: a channel would be closed when its thread is interrupted.
  private final RandomAccessFile database;
  private final RandomAccessFile log;
  private final RandomAccessFile index;
  private final int id;
  private byte[] known = {};
  private byte[] knownGeneration = {};

  SqliteHeaders(Path database, Path log, Path index, int id) throws IOException {
    this.id = id;
    this.database = new RandomAccessFile(database.toFile(), "r");
    this.log = new RandomAccessFile(log.toFile(), "r");
    this.index = new RandomAccessFile(index.toFile(), "r");
  }

  /** Which files are not what SQLite made of them; null when all are. */
  @Nullable String fault() throws IOException {
    String fault = null;
    for (int i = 0; i < MOST_LOOKS; i++) {
      byte[] before = read(index, 136);
      fault = fault(before);
      if (fault == null || Arrays.equals(before, read(index, 136))) {
        return fault;
      }
    }
    return fault;
  }

  private @Nullable String fault(byte[] index) throws IOException {
    byte[] header = read(database, 100);
    if (!Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length) || idIn(header) != id) {
      return "was overwritten or cut short";
    }
    if (number(index, 0) != FORMAT) {
      return null;
    }
    int frames = number(index, 16);
    if (frames > 0 && !isLogWhole(frames, index)) {
      return "has lost its log: the -wal file was overwritten or cut short";
    }
    return wasWrittenByOthers(header, index) ? "was overwritten" : null;
  }

  private static int idIn(byte[] header) {
    return ByteBuffer.wrap(header).getInt(60);
  }

  /** It holds what the index says that it does, under the salt that the index knows. */
  private boolean isLogWhole(int frames, byte[] index) throws IOException {
    int pageSize = Short.toUnsignedInt(words(index).getShort(14));
    long size = LOG_HEADER + frames * (FRAME_HEADER + (pageSize == 1 ? 65_536L : pageSize));
    byte[] header = read(log, LOG_HEADER);
    return log.length() >= size && Arrays.equals(header, 16, 24, index, 32, 40);
  }

  /** In this mode nothing but writing the log back changes the file, and the index counts that. */
  private boolean wasWrittenByOthers(byte[] header, byte[] index) {
    if (number(index, 96) != number(index, 128)) { // it is being written back
      return false;
    }
    byte[] generation = Arrays.copyOfRange(index, 32, 40 + Integer.BYTES);
    System.arraycopy(index, 96, generation, 8, Integer.BYTES);
    if (Arrays.equals(generation, knownGeneration)) {
      return !Arrays.equals(header, known);
    }
    known = header;
    knownGeneration = generation;
    return false;
  }

  private static int number(byte[] index, int at) {
    return words(index).getInt(at);
  }

  /** Other than the files, the index is in the machine's own order. */
  private static ByteBuffer words(byte[] index) {
    return ByteBuffer.wrap(index).order(ByteOrder.nativeOrder());
  }

  /** The first bytes; zeros from the end of the file on. */
  private static byte[] read(RandomAccessFile file, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(0);
    int read = file.read(bytes);
    if (read < length && read > 0) {
      file.read(bytes, read, length - read);
    }
    return bytes;
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
