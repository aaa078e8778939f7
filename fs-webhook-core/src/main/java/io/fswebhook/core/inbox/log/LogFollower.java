package io.fswebhook.core.inbox.log;

/** Where receipts go after the log. Called by the log's thread. */
public interface LogFollower {

  /** Whether the inbox can store now, as far as is known. */
  boolean isWritable();

  /** Stores an entry after all those before it. */
  void follow(LogEntry entry);

  /** Runs something once all that was passed on so far is in the inbox, on disk. */
  void whenOnDisk(Runnable then);
}
