package io.fswebhook.core.inbox.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of the receipt log. Its space is written when it is made, so that appending changes no
 * metadata, and a sync writes nothing but the appended blocks. Belongs to one thread at a time.
 *
 * <p>Every record carries a checksum over a number drawn for this use of the file, so that records
 * of an earlier use are never taken for its own.
 */
final class Segment implements AutoCloseable {

  /** Records begin here. */
  static final int HEADER_BYTES = 4096;

  /** Length, checksum, number, and how far the log was synced before the record was written. */
  static final int RECORD_HEADER_BYTES = 24;

  private static final long MAGIC = 0x4653_5245_4345_4950L; // FSRECEIP
  private static final long FORMAT = 0; // of the file; that of a record is in its first byte
  private static final int CHECKED_HEADER_BYTES = 40;
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path path;
  private final FileChannel channel;
  private final Header header;
  private final long size;
  private final @Nullable Object key; // null where files cannot be told apart
  private int end = HEADER_BYTES;
  private long lookedAt = System.nanoTime();

  /**
   * What a file begins with.
   *
   * @param inbox identifies the inbox that it belongs to
   * @param number segments are numbered from 1 in the order of their records
   * @param salt different in every use of a file
   */
  record Header(long inbox, long number, long salt) {

    private ByteBuffer bytes() {
      ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
      bytes.putLong(MAGIC).putLong(inbox).putLong(number).putLong(salt).putLong(FORMAT);
      return bytes.putInt(checksum(bytes)).rewind();
    }

    private static int checksum(ByteBuffer bytes) {
      CRC32C crc = new CRC32C();
      crc.update(bytes.duplicate().position(0).limit(CHECKED_HEADER_BYTES));
      return (int) crc.getValue();
    }

    /** Fails with an {@link EOFException} if there is none. */
    static Header read(FileChannel channel) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, bytes.position()) < 0) {
          throw new EOFException("too short");
        }
      }
      bytes.rewind();
      if (bytes.getLong(0) != MAGIC || bytes.getInt(CHECKED_HEADER_BYTES) != checksum(bytes)) {
        throw new EOFException("no header");
      }
      if (bytes.getLong(32) != FORMAT) {
        throw new NewerLogException("file", bytes.getLong(32), FORMAT);
      }
      return new Header(bytes.getLong(8), bytes.getLong(16), bytes.getLong(24));
    }
  }

  private Segment(Path path, FileChannel channel, Header header) throws IOException {
    this.path = path;
    this.channel = channel;
    this.header = header;
    this.size = channel.size();
    this.key = key(path);
  }

  /** Begins a new use of a file of zeros or former records; on disk on return. */
  static void begin(Path path, long inbox, long number) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = new Header(inbox, number, RANDOM.nextLong()).bytes();
      while (bytes.hasRemaining()) {
        channel.write(bytes, bytes.position());
      }
      channel.force(true);
    }
  }

  /** Opens a file that was begun, to append to it from its beginning. */
  static Segment open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new Segment(path, channel, Header.read(channel));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  /** Where the next record goes; everything before is on disk. */
  int end() {
    return end;
  }

  /** Whether the name still leads to this file; looked at again after ten milliseconds. */
  boolean isThere() {
    if (System.nanoTime() - lookedAt < FRESH_NANOS) {
      return true;
    }
    try {
      lookedAt = System.nanoTime();
      return Objects.equals(key, key(path));
    } catch (IOException e) {
      return false;
    }
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  boolean hasRoomFor(long bytes) {
    return end + bytes <= size;
  }

  /** How many bytes a record takes in the file. */
  static int recordBytes(int payload) {
    return (RECORD_HEADER_BYTES + payload + 7) & ~7;
  }

  /**
   * Adds a record to what is appended next.
   *
   * @param before the end of the segment before this one; 0 when there is none
   */
  void put(long number, byte[] payload, int before, ByteBuffer group) {
    int start = group.position();
    group.putInt(payload.length).putInt(0).putLong(number).putInt(end).putInt(before);
    group.put(payload);
    int bytes = recordBytes(payload.length);
    while (group.position() < start + bytes) {
      group.put((byte) 0);
    }
    group.putInt(start + 4, checksum(header.salt(), group, start, payload.length));
  }

  /** Of all but the place of the checksum itself, which is in the second four bytes. */
  static int checksum(long salt, ByteBuffer records, int start, int payload) {
    CRC32C crc = new CRC32C();
    ByteBuffer seed = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    seed.putLong(salt).putInt(records.getInt(start)).flip();
    crc.update(seed);
    crc.update(
        records.duplicate().position(start + 8).limit(start + RECORD_HEADER_BYTES + payload));
    return (int) crc.getValue();
  }

  /** Appends records and syncs them. If it fails, nothing more may be appended. */
  void append(ByteBuffer group) throws IOException {
    int position = end;
    int length = group.remaining();
    while (group.hasRemaining()) {
      position += channel.write(group, position);
    }
    channel.force(false);
    end += length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
