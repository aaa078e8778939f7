package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import java.sql.SQLException;

/** A part of a shared commit. All its methods run on the one thread that writes. */
public interface Work {

  /**
   * Reads and writes within the transaction; nothing is known to last until {@link #committed()}.
   */
  void apply(WriteSession session) throws SQLException;

  /** The transaction is on disk. */
  void committed();

  /** The transaction was rolled back. */
  void failed(InboxUnavailableException cause);

  /** Whether to apply it again in a later transaction instead of telling it that it failed. */
  default boolean persists() {
    return false;
  }

  /** What it holds in memory while it waits. */
  default int bytes() {
    return 0;
  }
}
