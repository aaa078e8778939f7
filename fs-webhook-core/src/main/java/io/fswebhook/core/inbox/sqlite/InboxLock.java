package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second receiver away from the file: both would hand out the same work. */
final class InboxLock implements AutoCloseable {

  private final FileChannel channel;

  private InboxLock(FileChannel channel) {
    this.channel = channel;
  }

  static InboxLock of(Path file) {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StartException(
            "the inbox "
                + file
                + " is in use by another receiver; stop that one, or give this one a home of its own"
                + " (fs.webhook.home)");
      }
      return new InboxLock(channel);
    } catch (IOException e) {
      throw new StartException(
          "the inbox's lock file " + lockFile + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
