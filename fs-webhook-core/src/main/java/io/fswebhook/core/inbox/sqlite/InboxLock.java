package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks the file against a second receiver, which would hand out the same tasks. The lock file also
 * tells the next start whether the last shutdown was clean, and that an inbox existed.
 */
final class InboxLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InboxLock.class);

  private static final int MOST_BYTES = 1_024;

  private final FileChannel channel;

  private InboxLock(FileChannel channel) {
    this.channel = channel;
  }

  static InboxLock of(Path file) {
    try {
      Path real = Files.exists(file) ? file.toRealPath() : file; // two links may lead to one file
      return of(file, real.resolveSibling(real.getFileName() + ".lock"));
    } catch (IOException e) {
      throw new StartException("the inbox " + file + " cannot be found: " + Reasons.of(e), e);
    }
  }

  private static InboxLock of(Path file, Path lockFile) {
    try {
      FileChannel channel =
          FileChannel.open(
              lockFile,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (tryLock(channel)) {
        return new InboxLock(channel);
      }
      throw new StartException(
          "the inbox "
              + file
              + " is in use by another receiver; stop that one, or give this one its own home (fs.webhook.home)");
    } catch (IOException e) {
      throw new StartException(
          "the inbox's lock file " + lockFile + " cannot be written: " + Reasons.of(e), e);
    }
  }

  /** Whether it has the lock now; if not, the channel is closed. */
  private static boolean tryLock(FileChannel channel) throws IOException {
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      LOG.debug("another receiver of this JVM has the lock", e);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked;
  }

  /** What the last receiver wrote; empty if there was none. */
  String note() throws IOException {
    ByteBuffer note = ByteBuffer.allocate(MOST_BYTES);
    int length = channel.read(note, 0);
    return length <= 0 ? "" : new String(note.array(), 0, length, StandardCharsets.UTF_8).strip();
  }

  /** On disk when it returns. */
  void note(String note) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((note + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
