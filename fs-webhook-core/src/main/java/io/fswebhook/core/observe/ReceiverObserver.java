package io.fswebhook.core.observe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notified of what happens to deliveries. Called concurrently on the receiver's threads, so it must
 * be fast and must not throw.
 */
public interface ReceiverObserver {

  /** Does nothing. */
  ReceiverObserver NONE = new ReceiverObserver() {};

  /**
   * A delivery was stored.
   *
   * @param orgId null if the signature has none
   * @param test whether the receiver sent it to itself
   */
  default void stored(String deliveryId, String eventName, @Nullable String orgId, boolean test) {}

  /**
   * A delivery was answered, stored now or before.
   *
   * @param duration from when its body was there
   */
  default void answered(Duration duration) {}

  /**
   * Writes were put on disk together.
   *
   * @param store {@code inbox}, or {@code receipt-log} for deliveries in front of it
   * @param writes how many
   * @param duration of the commit
   */
  default void committed(String store, int writes, Duration duration) {}

  /** A delivery was already stored. */
  default void duplicate(String eventName) {}

  /** A signature or a token was rejected; see {@code RejectionReason.code()}. */
  default void rejected(String reasonCode) {}

  /** As {@link #rejected}, when only the signature of a request of an organisation is wrong. */
  default void wronglySigned(String orgId) {}

  /** A signed body was not an event. */
  default void malformed() {}

  /**
   * A body is not known to be valid by its schema.
   *
   * @param kind {@code violation} or {@code unvalidated}
   */
  default void schemaFailed(String eventName, String kind) {}

  /** A delivery could not be stored. */
  default void unavailable() {}

  /**
   * A handler made an attempt.
   *
   * @param handler its name
   * @param deliveryId of the delivery
   * @param outcome {@code succeeded}, {@code retrying} or {@code dead}
   * @param duration how long it took
   */
  default void attempted(String handler, String deliveryId, String outcome, Duration duration) {}

  /** A handler did not get a delivery, because its filter did not match. */
  default void filtered(String handler) {}

  /** An outcome was dropped because another node owns the task now, or the delivery is gone. */
  default void staleOutcome(String handler) {}

  /** Notifies this observer, then another. */
  default ReceiverObserver and(ReceiverObserver other) {
    return new BothObservers(this, other);
  }
}
