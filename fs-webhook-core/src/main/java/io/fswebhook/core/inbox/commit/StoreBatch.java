package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.inbox.PartitionBatch;
import io.fswebhook.core.inbox.StoredBatch;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stores what was read from a partition, and where that goes on; or nothing, if the partition goes
 * on elsewhere: then another node has stored it, or a commit whose confirmation was lost.
 */
public final class StoreBatch implements Write {

  private final PartitionBatch batch;
  private final List<? extends StoreWrite> deliveries;
  private final Storing storing;
  private final CompletableFuture<StoredBatch> stored = new CompletableFuture<>();
  private boolean moved;
  private long next;

  /** Stores deliveries within the transaction. */
  @FunctionalInterface
  public interface Storing {

    void apply(WriteSession session) throws SQLException;
  }

  /**
   * A batch to store.
   *
   * @param deliveries those of the batch
   * @param storing stores them all
   */
  public StoreBatch(PartitionBatch batch, List<? extends StoreWrite> deliveries, Storing storing) {
    this.batch = batch;
    this.deliveries = deliveries;
    this.storing = storing;
  }

  /** Completes on the writer thread. */
  public CompletableFuture<StoredBatch> stored() {
    return stored;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    moved = TopicPositions.move(batch, session);
    if (moved) {
      next = batch.next();
      storing.apply(session);
    } else {
      next = TopicPositions.of(batch.partition(), session);
    }
  }

  @Override
  public void committed() {
    if (!moved) {
      failDeliveries(new InboxUnavailableException("the partition goes on elsewhere"));
      stored.complete(new StoredBatch(next, List.of()));
      return;
    }
    deliveries.forEach(StoreWrite::committed);
    stored.complete(
        new StoredBatch(next, deliveries.stream().map(each -> each.receipt().join()).toList()));
  }

  @Override
  public void failed(InboxUnavailableException cause) {
    failDeliveries(cause);
    stored.completeExceptionally(cause);
  }

  /** So that they release what they may have claimed. */
  private void failDeliveries(InboxUnavailableException cause) {
    deliveries.forEach(delivery -> delivery.failed(cause));
  }

  @Override
  public void refused(NotStorableException cause) {
    failDeliveries(new InboxUnavailableException(String.valueOf(cause.getMessage()), cause));
    stored.completeExceptionally(cause);
  }

  @Override
  public boolean provesReceipts() {
    return true;
  }

  @Override
  public int bytes() {
    return deliveries.stream().mapToInt(StoreWrite::bytes).sum();
  }
}
