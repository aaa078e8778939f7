package io.fswebhook.core.inbox.commit;

import java.io.IOException;
import java.sql.SQLException;

/** What shared commits are written to. {@code toString} is its name in logs. */
public interface Database {

  /** Opens the one connection that writes. */
  WriteSession open() throws SQLException, IOException;
}
