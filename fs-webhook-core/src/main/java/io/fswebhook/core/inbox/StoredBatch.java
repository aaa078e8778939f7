package io.fswebhook.core.inbox;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param next where the partition goes on
 * @param receipts of its deliveries, in their order; empty if it was not stored, because all or a
 *     part of it had been stored before
 */
public record StoredBatch(long next, List<Receipt> receipts) {

  public StoredBatch {
    receipts = List.copyOf(receipts);
  }
}
