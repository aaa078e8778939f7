package io.fswebhook.core.inbox.log;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of deliveries that were acknowledged, and that the inbox refused to store. There are none
 * unless its tables were changed by hand; each start offers them again. Not thread-safe.
 */
record RefusedRecords(Path file) {

  /** Adds one; on disk on return. */
  void add(byte[] record) throws IOException {
    write(file, record, StandardOpenOption.APPEND);
  }

  /** All but one that was not written to its end. */
  List<byte[]> all() throws IOException {
    List<byte[]> all = new ArrayList<>();
    if (!Files.exists(file)) {
      return all;
    }
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      while (true) {
        byte[] record = new byte[in.readInt()];
        in.readFully(record);
        all.add(record);
      }
    } catch (EOFException e) {
      return all;
    }
  }

  /** Keeps only these. */
  void replace(List<byte[]> records) throws IOException {
    if (records.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    Path made = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(made);
    for (byte[] record : records) {
      write(made, record, StandardOpenOption.APPEND);
    }
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(Path file, byte[] record, StandardOpenOption how) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + record.length);
    bytes.putInt(record.length).put(record).flip();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
