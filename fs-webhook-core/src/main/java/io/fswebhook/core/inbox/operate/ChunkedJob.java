package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;

/**
 * Work that is too much for one transaction. All methods run on the writer thread.
 *
 * <p>A step must bound what it reads, not only what it finds.
 */
public interface ChunkedJob {

  /**
   * Does the next part within a transaction that may still be rolled back. Its results count only
   * from {@link #stepped} on; a step that is not followed by that is not repeated.
   */
  void step(WriteSession session) throws SQLException;

  /** The step is on disk. Returns whether another one follows. */
  boolean stepped();
}
