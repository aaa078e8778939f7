package io.fswebhook.core.inbox.log;

import java.time.Duration;

/** Where receipts go after the log. Called by the log's thread. */
public interface LogFollower {

  /** Whether the inbox can store now, as far as is known. */
  boolean isWritable();

  /** Entries were put on disk with one sync. */
  void synced(int entries, Duration duration);

  /** Stores an entry after all those before it. */
  void follow(LogEntry entry);

  /** Runs something once all that was passed on so far is in the inbox, on disk. */
  void whenOnDisk(Runnable then);
}
