package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.inbox.DuplicateKeys;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.parse.ParsedRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores one delivery with its tasks, or finds the one that it duplicates. */
public abstract class StoreWrite implements Write {

  private static final Logger LOG = LoggerFactory.getLogger(StoreWrite.class);

  /** Estimate for the columns other than the body. */
  private static final int BYTES_OF_COLUMNS = 512;

  private final NewDelivery delivery;
  private final String id;
  private final DuplicateKeys keys;
  private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();

  /**
   * A delivery to store.
   *
   * @param handlers the handlers that get it
   * @param sink receives the tasks that may begin immediately
   */
  public record NewDelivery(
      ParsedRequest parsed, boolean sameBodyIsDuplicate, List<String> handlers, TaskSink sink) {}

  protected StoreWrite(NewDelivery delivery) {
    this(idOf(delivery.parsed().request().receivedAt()), delivery);
  }

  /** One that has an id already. */
  protected StoreWrite(String id, NewDelivery delivery) {
    this.delivery = delivery;
    this.id = id;
    this.keys = DuplicateKeys.of(delivery.parsed());
  }

  /** Sorts by time (UUID version 7, RFC 9562), so that its index grows at its end. */
  private static String idOf(Instant now) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (now.toEpochMilli() << 16) | 0x7000 | random.nextInt(1 << 12);
    long low = (random.nextLong() >>> 2) | (1L << 63);
    return new UUID(high, low).toString();
  }

  /** Completes on the writer thread. */
  public final CompletableFuture<Receipt> receipt() {
    return receipt;
  }

  public final ParsedRequest parsed() {
    return delivery.parsed();
  }

  /** Its own id, even if it turns out to be a duplicate. */
  public final String id() {
    return id;
  }

  public final DuplicateKeys keys() {
    return keys;
  }

  public final byte[] duplicateKey() {
    return keys.deciding(delivery.sameBodyIsDuplicate());
  }

  public final List<String> handlers() {
    return delivery.handlers();
  }

  public final TaskSink sink() {
    return delivery.sink();
  }

  /**
   * Completes the receipt with the id in the inbox.
   *
   * @param first its own id, or that of the delivery that it duplicates
   */
  protected final void answer(String first) {
    Receipt.Status status = first.equals(id) ? Receipt.Status.STORED : Receipt.Status.DUPLICATE;
    receipt.complete(new Receipt(first, status));
  }

  @Override
  public void failed(InboxUnavailableException cause) {
    receipt.completeExceptionally(cause);
  }

  @Override
  public void refused(NotStorableException cause) {
    LOG.error(
        "delivery {} was not stored, and others were: {}; it has {} bytes and an event name of {}"
            + " characters; it is answered 500, so the sender will retry",
        id,
        cause.getMessage(),
        parsed().request().body().length,
        parsed().event().eventName().length());
    receipt.completeExceptionally(cause);
  }

  @Override
  public final boolean provesReceipts() {
    return true;
  }

  @Override
  public int bytes() {
    return parsed().request().body().length + BYTES_OF_COLUMNS;
  }
}
