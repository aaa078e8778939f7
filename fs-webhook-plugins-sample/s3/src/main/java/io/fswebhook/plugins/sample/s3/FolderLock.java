package io.fswebhook.plugins.sample.s3;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One archiver at a time in a folder. A new version of the plugin starts before the old one stops;
 * if both knew of half of the batches each, a delivery could be stored twice.
 */
final class FolderLock implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final FileChannel channel;
  private @Nullable FileLock held;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock in(Path folder) throws IOException {
    return new FolderLock(
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** Waits until no other has it; kept until the close. */
  void acquire() throws IOException, InterruptedException {
    while (held == null) {
      held = tryLock();
      if (held == null) {
        TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
      }
    }
  }

  private @Nullable FileLock tryLock() throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // this JVM has it, behind another class loader
      return null;
    }
  }

  /** Releases it. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
