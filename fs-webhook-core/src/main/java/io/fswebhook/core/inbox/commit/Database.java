package io.fswebhook.core.inbox.commit;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** The database that group commits are written to. {@code toString} is its name in logs. */
public interface Database {

  /** Opens the one connection that writes. */
  WriteSession open() throws SQLException, IOException;

  /** How many writes one transaction has at most. */
  default int largestBatch() {
    return 512;
  }

  /** How long writes that are not {@link Write#isUrgent urgent} wait for others to join them. */
  default Duration longestGathering() {
    return Duration.ZERO;
  }

  /** Whether the same transaction may succeed if it is retried immediately. */
  default boolean isWorthAnotherTry(Throwable failure) {
    return false;
  }

  /**
   * Whether the database works, but refuses something in the transaction. The rest could be written
   * without it.
   */
  default boolean isRefusal(SQLException failure) {
    return false;
  }
}
