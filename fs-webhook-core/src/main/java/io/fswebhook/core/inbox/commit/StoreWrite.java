package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.inbox.DeliveryId;
import io.fswebhook.core.inbox.DuplicateKeys;
import io.fswebhook.core.inbox.FilterAnswers;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.parse.ParsedRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
  private final Map<String, Long> orderKeys;
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
    this(DeliveryId.next(delivery.parsed().request().receivedAt()), delivery);
  }

  /** One that has an id already. */
  protected StoreWrite(String id, NewDelivery delivery) {
    this.delivery = delivery;
    this.id = id;
    this.keys = DuplicateKeys.of(delivery.parsed());
    this.orderKeys = FilterAnswers.orderKeys(delivery.parsed().filterAnswers());
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

  /** By handler; without those that have no order. */
  protected final Map<String, Long> orderKeys() {
    return orderKeys;
  }

  /** The task of one of the handlers, as it is stored. */
  protected final HandlerTask newTask(StoredDelivery stored, String handler, long claimedBy) {
    boolean undecided = FilterAnswers.isUndecided(parsed().filterAnswers(), handler);
    return new HandlerTask(stored, handler, 0, claimedBy, undecided, orderKeys.get(handler));
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
