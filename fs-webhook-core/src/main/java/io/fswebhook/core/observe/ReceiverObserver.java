package io.fswebhook.core.observe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Told what happens to deliveries. Called on the threads of the receiver, several at a time: must
 * be quick and must not throw.
 */
public interface ReceiverObserver {

  /** For those who do not care. */
  ReceiverObserver NONE = new ReceiverObserver() {};

  /**
   * A delivery is on disk.
   *
   * @param orgId null where the signature carries none
   * @param test whether the receiver sent it to itself
   */
  default void stored(String deliveryId, String eventName, @Nullable String orgId, boolean test) {}

  /** A delivery was there before. */
  default void duplicate(String eventName) {}

  /** A signature was rejected; see {@code RejectionReason.code()}. */
  default void rejected(String reasonCode) {}

  /** A signed body was no event. */
  default void malformed() {}

  /** A delivery could not be stored. */
  default void unavailable() {}

  /**
   * A handler made an attempt.
   *
   * @param handler its name
   * @param deliveryId of what it was called with
   * @param outcome {@code succeeded}, {@code retrying} or {@code dead}
   * @param duration how long it took
   */
  default void attempted(String handler, String deliveryId, String outcome, Duration duration) {}

  /** An outcome came when the delivery was another node's, or deleted, and was dropped. */
  default void staleOutcome(String handler) {}

  /** Tells this one, and then another. */
  default ReceiverObserver and(ReceiverObserver other) {
    return new BothObservers(this, other);
  }
}
