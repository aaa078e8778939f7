package io.fswebhook.core.inbox;

import org.jspecify.annotations.Nullable;

/**
 * What one handler has to do with one delivery.
 *
 * @param attempts how many there were before
 * @param claimedBy who holds it; the inbox takes an outcome from nobody else
 * @param undecided whether the handler's rule decides at the attempt: it failed when the delivery
 *     was received, or the task is a replay
 * @param orderKey tasks of the handler with the same one run one after the other; null for no order
 */
public record HandlerTask(
    StoredDelivery delivery,
    String handler,
    int attempts,
    long claimedBy,
    boolean undecided,
    @Nullable Long orderKey) {

  /** One whose handler is called in any case, and at any time. */
  public HandlerTask(StoredDelivery delivery, String handler, int attempts, long claimedBy) {
    this(delivery, handler, attempts, claimedBy, false, null);
  }

  public Key key() {
    return new Key(delivery.seq(), handler);
  }

  /** With which others it must not run at the same time; null if with any. */
  public @Nullable Order order() {
    return orderKey == null ? null : new Order(handler, orderKey);
  }

  /** What tasks have in common that run one after the other. */
  public record Order(String handler, long orderKey) {}

  /** What tells tasks apart. */
  public record Key(long deliverySeq, String handler) {}
}
