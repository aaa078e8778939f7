package io.fswebhook.core.inbox;

/**
 * The promise that a delivery is on disk.
 *
 * @param id the delivery's; for a duplicate, that of the first one
 * @param status whether it is new
 */
public record Receipt(String id, Status status) {

  /** Whether the delivery is new. */
  public enum Status {
    STORED,
    DUPLICATE
  }
}
