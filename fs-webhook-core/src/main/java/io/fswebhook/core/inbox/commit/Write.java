package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import java.sql.SQLException;

/**
 * A part of a group commit. All methods run on the writer thread.
 *
 * <p>A write that throws, or that the database refuses, fails alone: its batch is rolled back and
 * bisected. So {@code apply} may run several times before {@code committed}, and with {@code
 * persists()} even after a commit whose confirmation was lost. It must therefore be idempotent: set
 * values, never increment them. Anything that reads many rows is a {@code ChunkedJob}.
 */
@FunctionalInterface
public interface Write {

  /**
   * Reads and writes within the transaction; nothing is known to last until {@link #committed()}.
   */
  void apply(WriteSession session) throws SQLException;

  /** The transaction is on disk. */
  default void committed() {}

  /** The transaction was rolled back. Nobody waits for it by default. */
  default void failed(InboxUnavailableException cause) {}

  /** The database accepts other writes and refuses this one. Calls {@link #failed} by default. */
  default void refused(NotStorableException cause) {
    failed(new InboxUnavailableException(String.valueOf(cause.getMessage()), cause));
  }

  /**
   * Omits what is not essential after the database has refused the write.
   *
   * @return false if nothing more can be omitted
   */
  default boolean reduce() {
    return false;
  }

  /** Whether to retry it in a later transaction instead of failing it. */
  default boolean persists() {
    return false;
  }

  /**
   * Whether it has to be on disk once it is {@link #committed()}. Otherwise a power cut may undo
   * it, with all that was committed later, unless a later write has to be on disk.
   */
  default boolean mustBeOnDisk() {
    return true;
  }

  /** Whether somebody waits for it, so that it is not held back to share a transaction. */
  default boolean isUrgent() {
    return true;
  }

  /**
   * Whether it writes to the tables of deliveries, so that its success shows that they can be
   * stored.
   */
  default boolean provesReceipts() {
    return false;
  }

  /** How many bytes it holds in memory while it waits. */
  default int bytes() {
    return 0;
  }
}
