package io.fswebhook.core.inbox.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file in order. */
final class SegmentReader implements AutoCloseable {

  private static final int CHUNK = 64 << 10;

  private final FileChannel channel;
  private final Segment.Header header;
  private final long size;
  private int position = Segment.HEADER_BYTES;
  private boolean damaged;

  /**
   * A record.
   *
   * @param number records are numbered in their order, not without gaps
   * @param syncedUpTo the place in this file up to which everything was on disk before it was
   *     written
   * @param before the end of the segment before this one; 0 when there was none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Found(long number, int syncedUpTo, int before, byte[] payload) {}

  private SegmentReader(FileChannel channel, Segment.Header header) throws IOException {
    this.channel = channel;
    this.header = header;
    this.size = channel.size();
  }

  /** Fails with an {@link java.io.EOFException} for a file without a header. */
  static SegmentReader open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new SegmentReader(channel, Segment.Header.read(channel));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  Segment.Header header() {
    return header;
  }

  /** Where the next record would begin. */
  int position() {
    return position;
  }

  /** Whether a record that had been synced could not be read. */
  boolean isDamaged() {
    return damaged;
  }

  /**
   * The next record. Null at the end, which is the first place without a valid record, unless one
   * further on was written after this place had been synced: then there was one, and it is damaged.
   */
  @Nullable Found next() throws IOException {
    Found found = at(position);
    if (found == null) {
      found = afterDamage();
    }
    if (found != null) {
      position += Segment.recordBytes(found.payload().length);
    }
    return found;
  }

  private @Nullable Found at(int place) throws IOException {
    if (place + Segment.RECORD_HEADER_BYTES > size) {
      return null;
    }
    int length = read(place, Segment.RECORD_HEADER_BYTES).getInt(0);
    if (length <= 0 || length > size - place - Segment.RECORD_HEADER_BYTES) {
      return null;
    }
    ByteBuffer record = read(place, Segment.RECORD_HEADER_BYTES + length);
    if (record.getInt(4) != Segment.checksum(header.salt(), record, 0, length)) {
      return null;
    }
    byte[] payload = new byte[length];
    record.get(Segment.RECORD_HEADER_BYTES, payload);
    return new Found(record.getLong(8), record.getInt(16), record.getInt(20), payload);
  }

  private @Nullable Found afterDamage() throws IOException {
    int gap = position;
    for (int from = position + 8; from < size; from += CHUNK) {
      int length = (int) Math.min(CHUNK + Segment.RECORD_HEADER_BYTES, size - from);
      ByteBuffer chunk = read(from, length);
      for (int i = 0; i < CHUNK && i + Segment.RECORD_HEADER_BYTES <= length; i += 8) {
        int syncedUpTo = chunk.getInt(i + 16);
        if (chunk.getInt(i) > 0 && syncedUpTo > gap && syncedUpTo <= from + i) {
          Found found = at(from + i);
          if (found != null) {
            damaged = true;
            position = from + i;
            return found;
          }
        }
      }
    }
    return null;
  }

  private ByteBuffer read(int place, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, place + bytes.position()) >= 0) {}
    if (bytes.hasRemaining()) {
      throw new IOException("the file became shorter while it was read");
    }
    return bytes.rewind();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
