package io.fswebhook.war.cli.follow;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps a place to one command. The system ends the lock with the process, however that ends; the
 * file beside the place, which the lock is on, stays.
 */
final class PlaceLock implements AutoCloseable {

  private final FileChannel channel;

  private PlaceLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Empty if another command has the place. */
  static Optional<PlaceLock> of(PlaceFile place) throws IOException {
    Path file = place.file();
    FileChannel channel =
        FileChannel.open(
            place.folder().resolve(file.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (isLocked(channel)) {
      return Optional.of(new PlaceLock(channel));
    }
    channel.close();
    return Optional.empty();
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) { // of this process
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
