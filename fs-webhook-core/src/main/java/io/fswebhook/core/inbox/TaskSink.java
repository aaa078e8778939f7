package io.fswebhook.core.inbox;

/**
 * Takes tasks straight from memory when they have just been stored. Called on the thread of the
 * inbox: must be quick and must not throw.
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
   * How many {@link #offer} would take of a handler now, as far as can be said. An inbox that is
   * shared with others claims so many as it stores them.
   */
  default int room(String handler) {
    return Integer.MAX_VALUE;
  }

  /**
   * Something that was not offered waits in the inbox for a handler: it is new and there was no
   * room for it, or nobody may know of it.
   */
  default void left(String handler) {}
}
