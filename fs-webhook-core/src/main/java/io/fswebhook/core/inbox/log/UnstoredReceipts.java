package io.fswebhook.core.inbox.log;

import io.fswebhook.core.inbox.log.SegmentReader.Found;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receipts of a log that its inbox may not have stored yet, for a backup. Only reads, also
 * beside a running receiver.
 */
public final class UnstoredReceipts {

  private static final Logger LOG = LoggerFactory.getLogger(UnstoredReceipts.class);

  /** What follows the name of the inbox's file in the names of a log's files. */
  public static final String INFIX = SegmentFiles.INFIX;

  private final SegmentFiles files;
  private final List<Receipt> found = new ArrayList<>();

  /**
   * A delivery that was acknowledged.
   *
   * @param number of its record; 0 for one that the inbox refused to store
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Receipt(long number, byte[] record) {}

  private UnstoredReceipts(Path inbox, long inboxId) {
    this.files = new SegmentFiles(inbox, inboxId);
  }

  /**
   * Whatever was acknowledged before the call and is not among the first records.
   *
   * @param inbox the file of the inbox, not a link to it
   * @param applied the number of a record that the inbox has, with all those before it
   */
  public static List<Receipt> after(long applied, Path inbox, long inboxId) throws IOException {
    UnstoredReceipts receipts = new UnstoredReceipts(inbox, inboxId);
    for (Path segment : receipts.files.numbered().values()) {
      receipts.read(segment, applied);
    }
    for (byte[] record : new RefusedRecords(receipts.files.refused()).all()) {
      receipts.found.add(new Receipt(0, record));
    }
    return receipts.found;
  }

  /**
   * Fails if a newer version wrote some of the log. Each version begins with a file of its own, so
   * the first record of each is enough.
   */
  public static void requireReadable(Path inbox) throws IOException {
    for (Path segment : new SegmentFiles(inbox, 0).numbered().values()) {
      try (SegmentReader reader = SegmentReader.open(segment)) {
        Found first = reader.next();
        if (first != null) {
          LoggedDelivery.requireReadable(first.payload());
        }
      } catch (NoSuchFileException | EOFException e) {
        LOG.debug("{} is gone, or has no records", segment, e);
      }
    }
  }

  /** Leaves them to the next start of an inbox that has no log. */
  public static void leave(List<byte[]> records, Path inbox) throws IOException {
    new RefusedRecords(new SegmentFiles(inbox, 0).refused()).replace(records);
  }

  private void read(Path segment, long applied) throws IOException {
    try (SegmentReader reader = SegmentReader.open(segment)) {
      if (reader.header().inbox() != files.inboxId()) {
        return;
      }
      for (Found each = reader.next(); each != null; each = reader.next()) {
        LoggedDelivery.requireReadable(each.payload());
        if (each.number() > applied) {
          found.add(new Receipt(each.number(), each.payload()));
        }
      }
    } catch (NoSuchFileException | EOFException e) {
      LOG.debug("{} is gone, since the inbox has its records; or it has none", segment, e);
    } catch (IOException e) {
      if (Files.exists(segment)) {
        throw e;
      }
      LOG.debug("{} was given back while it was read: the inbox has its records", segment, e);
    }
  }
}
