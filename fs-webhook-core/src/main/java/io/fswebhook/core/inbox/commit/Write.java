package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import java.sql.SQLException;

/**
 * A part of a shared commit. All its methods run on the one thread that writes.
 *
 * <p>What it throws, and what the database refuses, ends it alone, after its batch was rolled back
 * and tried by halves: {@code apply} may run several times before {@code committed}, and with
 * {@code persists()} perhaps after a commit of which only the report failed. So it sets values and
 * never adds to what is there. What looks at many rows is too much for one.
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

  /**
   * The database takes other work and refuses this. By default no other end than {@link #failed}.
   */
  default void refused(NotStorableException cause) {
    failed(new InboxUnavailableException(String.valueOf(cause.getMessage()), cause));
  }

  /**
   * Leaves out what is not indispensable, after the database refused it.
   *
   * @return false where nothing can be left out any more
   */
  default boolean reduce() {
    return false;
  }

  /** Whether to apply it again in a later transaction instead of telling it that it failed. */
  default boolean persists() {
    return false;
  }

  /** Whether it writes where deliveries are written, so that its end says how they would fare. */
  default boolean provesReceipts() {
    return false;
  }

  /** What it holds in memory while it waits. */
  default int bytes() {
    return 0;
  }
}
