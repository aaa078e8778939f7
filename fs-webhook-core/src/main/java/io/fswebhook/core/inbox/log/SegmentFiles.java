package io.fswebhook.core.inbox.log;

import io.fswebhook.core.file.SyncFolder;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one receipt log, beside the file of its inbox. Thread-safe. */
final class SegmentFiles {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);
  static final int LARGEST = 16 << 20;
  private static final int SMALLEST = 1 << 20;
  private static final int BLOCK = 4 << 10;
  private static final int AT_START = 2; // the first, and the one after it
  private static final Duration SOON_FULL = Duration.ofSeconds(10);
  static final String INFIX = "-receipts.";

  private final Path inbox;
  private final long inboxId;
  private final Path spare;
  private boolean hasSpare;
  private boolean reuses = true;
  private int nextSize = SMALLEST;
  private int made;
  private long madeAt;

  /**
   * The files beside an inbox.
   *
   * @param inbox its file, not a link to it
   * @param inboxId what its segments carry, so that those of another inbox are not taken for its
   *     own
   */
  SegmentFiles(Path inbox, long inboxId) {
    this.inbox = inbox;
    this.inboxId = inboxId;
    this.spare = named("spare");
  }

  private Path named(String suffix) {
    return inbox.resolveSibling(inbox.getFileName() + INFIX + suffix);
  }

  long inboxId() {
    return inboxId;
  }

  /** Whether there are files with records. */
  static boolean exist(Path inbox) throws IOException {
    return !new SegmentFiles(inbox, 0).numbered().isEmpty();
  }

  /** How many bytes the segments take, and the spare one; one may be deleted meanwhile. */
  static long size(Path inbox) throws IOException {
    SegmentFiles files = new SegmentFiles(inbox, 0);
    long size = files.spare.toFile().length();
    for (Path segment : files.numbered().values()) {
      size += segment.toFile().length(); // 0 if it is gone
    }
    return size;
  }

  /** The segments by number. */
  SortedMap<Long, Path> numbered() throws IOException {
    SortedMap<Long, Path> found = new TreeMap<>();
    String prefix = inbox.getFileName() + INFIX;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            inbox.toAbsolutePath().getParent(),
            file -> file.getFileName().toString().startsWith(prefix))) {
      for (Path file : files) {
        String suffix = file.getFileName().toString().substring(prefix.length());
        if (suffix.matches("\\d{1,18}")) {
          found.put(Long.parseLong(suffix), file);
        }
      }
    }
    return found;
  }

  /** A segment to append to, from a spare file if there is one. On disk on return. */
  synchronized Segment next(long number) throws IOException {
    if (!hasSpare) {
      grow();
      make(nextSize);
    }
    hasSpare = false;
    Path path = named(Long.toString(number));
    Segment.begin(spare, inboxId, number);
    Files.move(spare, path, StandardCopyOption.ATOMIC_MOVE);
    SyncFolder.of(inbox);
    return Segment.open(path);
  }

  /** Larger while they are soon full: where little arrives, the disk may be small too. */
  private void grow() {
    long now = System.nanoTime();
    if (++made > AT_START && now - madeAt < SOON_FULL.toNanos()) {
      nextSize = Math.min(LARGEST, 4 * nextSize);
    }
    madeAt = now;
  }

  /** In small blocks: the page cache would later write much more than the block that changed. */
  private void make(int size) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            spare,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
      for (int written = 0; written < size; written += BLOCK) {
        block.clear();
        while (block.hasRemaining()) {
          channel.write(block, written + block.position());
        }
      }
      channel.force(true);
    } catch (IOException e) {
      deleteSpare(); // on a full disk, its space is needed elsewhere
      throw new IOException(spare + " cannot be written: " + Reasons.of(e), e);
    }
  }

  /** Its records are in the inbox, on disk. Keeps the file for a later segment, or deletes it. */
  synchronized void release(Path segment) {
    try {
      if (hasSpare || !reuses || Files.size(segment) < LARGEST) {
        Files.deleteIfExists(segment);
      } else {
        Files.move(segment, spare, StandardCopyOption.ATOMIC_MOVE);
        hasSpare = true;
      }
    } catch (IOException e) {
      LOG.debug("{} could not be removed; the next start does so", segment, e);
    }
  }

  /** Whether files that were used are used again; if not, their records are soon gone. */
  synchronized void reuse(boolean reuse) {
    reuses = reuse;
    if (!reuse) {
      deleteSpare();
    }
  }

  /** Moves a file out of the way whose records cannot all be read, or are not of this inbox. */
  Path setAside(Path segment, String why) throws IOException {
    Path aside = segment.resolveSibling(segment.getFileName() + "." + why);
    Files.move(segment, aside, StandardCopyOption.REPLACE_EXISTING);
    return aside;
  }

  synchronized void deleteSpare() {
    try {
      hasSpare = false;
      Files.deleteIfExists(spare);
    } catch (IOException e) {
      LOG.debug("{} could not be deleted", spare, e);
    }
  }

  /** Where records go that the inbox refuses. */
  Path refused() {
    return named("refused");
  }
}
