package io.fswebhook.core.inbox.commit;

import java.io.IOException;
import java.sql.SQLException;

/** What shared commits are written to. {@code toString} is its name in logs. */
public interface Database {

  /** Opens the one connection that writes. */
  WriteSession open() throws SQLException, IOException;

  /** Whether the same transaction may well succeed when it is tried again at once. */
  default boolean isWorthAnotherTry(Throwable failure) {
    return false;
  }

  /**
   * Whether the database works and refuses something that the transaction writes. Others would be
   * written without it.
   */
  default boolean isRefusal(SQLException failure) {
    return false;
  }
}
