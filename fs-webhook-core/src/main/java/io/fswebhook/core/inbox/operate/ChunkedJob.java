package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;

/**
 * Something that is too much for one transaction. All its methods run on the thread that writes.
 *
 * <p>A step bounds what it looks at, not only what it finds.
 */
public interface ChunkedJob {

  /**
   * Does the next few things within a transaction that may yet be rolled back. What it finds out
   * counts from {@link #stepped} on; a step that did not come to that is not taken again.
   */
  void step(WriteSession session) throws SQLException;

  /** The step is on disk. Returns whether there is another one. */
  boolean stepped();
}
