package io.fswebhook.core.inbox.log;

import io.fswebhook.core.inbox.log.SegmentReader.Found;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log at the start, before anything is received, and gives the inbox what it does not have.
 * The files are kept until the inbox has it on disk.
 */
public final class RecoverLog {

  private static final Logger LOG = LoggerFactory.getLogger(RecoverLog.class);

  private final SegmentFiles files;
  private final RefusedRecords refused;
  private final Taker inbox;
  private final List<Path> read = new ArrayList<>();
  private long last;
  private long lastSegment;
  private int endBefore;
  private long count;

  /** The inbox while it recovers. */
  public interface Taker {

    /**
     * Stores a delivery, unless it has it.
     *
     * @param number of its record; 0 if it is not in the log any more
     * @throws IOException if it cannot be
     */
    void take(long number, LoggedDelivery delivery) throws IOException;

    /**
     * Waits until all that was taken is on disk.
     *
     * @return those that the database refused
     * @throws IOException if it cannot be
     */
    List<LoggedDelivery> awaitOnDisk() throws IOException;
  }

  /**
   * The log of an inbox.
   *
   * @param file the inbox's, not a link to it
   * @param inboxId identifies the inbox
   * @param applied the number of the last record that the inbox has
   */
  public RecoverLog(Path file, long inboxId, long applied, Taker inbox) {
    this.files = new SegmentFiles(file, inboxId);
    this.refused = new RefusedRecords(files.refused());
    this.inbox = inbox;
    this.last = applied;
  }

  /** Whether there are files of a log beside an inbox. */
  public static boolean isThere(Path file) throws IOException {
    return SegmentFiles.exist(file);
  }

  /** Returns the log to continue with. */
  public ReceiptLog recover(KeyFilter keys, ReceiptLog.Limits limits, LogFollower follower)
      throws IOException {
    for (byte[] record : refused.all()) {
      inbox.take(0, LoggedDelivery.decoded(record));
    }
    SortedMap<Long, Path> numbered = files.numbered();
    for (Path path : numbered.values()) {
      read(path);
    }
    List<byte[]> still = new ArrayList<>();
    for (LoggedDelivery delivery : inbox.awaitOnDisk()) {
      still.add(delivery.encoded());
    }
    refused.replace(still);
    for (Path path : read) {
      Files.deleteIfExists(path);
    }
    files.deleteSpare();
    if (count > 0) {
      LOG.info("{} deliveries that were received before the last stop are now in the inbox", count);
    }
    long lastNumbered = numbered.isEmpty() ? 0 : numbered.lastKey();
    Segments segments = new Segments(files, Math.max(lastSegment, lastNumbered));
    return new ReceiptLog(segments, refused, last, keys, limits, follower);
  }

  private void read(Path path) throws IOException {
    String aside = null;
    try (SegmentReader reader = SegmentReader.open(path)) {
      if (reader.header().inbox() == files.inboxId()) {
        take(reader, path);
        aside = reader.isDamaged() ? "damaged" : null;
      } else {
        aside = "of-another-inbox";
      }
      lastSegment = Math.max(lastSegment, reader.header().number());
    } catch (EOFException e) {
      LOG.debug("{} cannot be read", path, e);
      aside = "damaged";
    }
    if (aside == null) {
      read.add(path);
    } else {
      setAside(path, aside);
    }
  }

  private void setAside(Path path, String why) throws IOException {
    Path kept = files.setAside(path, why);
    if (why.equals("damaged")) {
      LOG.error(
          "the receipt log {} is damaged: deliveries that were answered 200 shortly before the last"
              + " stop may be missing. All that can be read is in the inbox; the file is kept as {}",
          path,
          kept.getFileName());
    } else {
      LOG.warn(
          "{} belongs to another inbox and is kept as {}; with that inbox, rename it back before a"
              + " start: it may hold deliveries that the inbox does not have",
          path,
          kept.getFileName());
    }
  }

  private void take(SegmentReader reader, Path path) throws IOException {
    boolean isFirst = true;
    for (Found found = reader.next(); found != null; found = reader.next()) {
      if (isFirst && found.before() > endBefore && endBefore > 0) {
        LOG.error(
            "the receipt log before {} ends at {} and not at {}: deliveries that were answered 200"
                + " shortly before the last stop may be missing",
            path,
            endBefore,
            found.before());
      }
      isFirst = false;
      if (found.number() > last) {
        inbox.take(found.number(), LoggedDelivery.decoded(found.payload()));
        last = found.number();
        count++;
      }
    }
    endBefore = reader.position();
  }
}
