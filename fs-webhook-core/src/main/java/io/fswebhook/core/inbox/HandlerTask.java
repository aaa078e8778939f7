package io.fswebhook.core.inbox;

/**
 * What one handler has to do with one delivery.
 *
 * @param attempts how many there were before
 * @param claimedBy who holds it; the inbox takes an outcome from nobody else
 */
public record HandlerTask(StoredDelivery delivery, String handler, int attempts, long claimedBy) {

  public Key key() {
    return new Key(delivery.seq(), handler);
  }

  /** What tells tasks apart. */
  public record Key(long deliverySeq, String handler) {}
}
