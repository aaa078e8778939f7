package io.fswebhook.core.inbox;

/** Takes handlings straight from memory when they have just been stored. */
@FunctionalInterface
public interface HandlingSink {

  /**
   * Called on the thread of the inbox: must be quick and must not throw.
   *
   * @return false to leave it in the inbox, to be claimed later
   */
  boolean offer(Handling handling);
}
