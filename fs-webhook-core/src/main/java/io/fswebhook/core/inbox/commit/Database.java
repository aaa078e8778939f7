package io.fswebhook.core.inbox.commit;

import java.io.IOException;
import java.sql.SQLException;

/** The database that group commits are written to. {@code toString} is its name in logs. */
public interface Database {

  /** Opens the one connection that writes. */
  WriteSession open() throws SQLException, IOException;

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
