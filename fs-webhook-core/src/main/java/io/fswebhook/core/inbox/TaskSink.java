package io.fswebhook.core.inbox;

/**
 * Takes newly stored tasks directly from memory. Called on the writer thread: must be quick and
 * must not throw.
 */
@FunctionalInterface
public interface TaskSink {

  /**
   * Offers a task that was just stored.
   *
   * @return false to leave it in the inbox, to be claimed later
   */
  boolean offer(HandlerTask task);

  /**
   * An estimate of how many tasks of a handler {@link #offer} would take now. A shared inbox claims
   * this many when it stores them.
   */
  default int room(String handler) {
    return Integer.MAX_VALUE;
  }

  /**
   * A task that was not offered is pending in the inbox: there was no space for it, or no queue may
   * know about it.
   */
  default void left(String handler) {}
}
