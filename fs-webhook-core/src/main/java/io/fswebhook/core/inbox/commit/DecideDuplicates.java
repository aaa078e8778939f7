package io.fswebhook.core.inbox.commit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At a start after {@code fs.webhook.duplicates.same-body} was changed, gives what is stored
 * already the key that decides now, so that it still meets what comes again.
 */
public final class DecideDuplicates {

  private static final Logger LOG = LoggerFactory.getLogger(DecideDuplicates.class);

  private DecideDuplicates() {}

  /** Looks at one delivery, and at all of them if that one is not as it should be. */
  public static void by(boolean sameBodyIsDuplicate, Connection connection) throws SQLException {
    String deciding = sameBodyIsDuplicate ? "body_key" : "signature_key";
    if (isSo(deciding, connection)) {
      return;
    }
    // Where two have one body by now, the first gets the key and the other stays as it was.
    String update =
        String.format(
            Locale.ROOT,
            """
        UPDATE delivery SET duplicate_key = %1$s WHERE duplicate_key <> %1$s AND seq IN (
          SELECT min(seq) FROM delivery WHERE body_key IS NOT NULL GROUP BY %1$s)""",
            deciding);
    try (Statement statement = connection.createStatement()) {
      int count = statement.executeUpdate(update);
      LOG.info(
          "fs.webhook.duplicates.same-body was changed: {} deliveries have the other key now",
          count);
    }
  }

  private static boolean isSo(String deciding, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet latest =
            statement.executeQuery(
                "SELECT duplicate_key = "
                    + deciding
                    + " FROM delivery WHERE body_key IS NOT NULL ORDER BY seq DESC LIMIT 1")) {
      return !latest.next() || latest.getBoolean(1);
    }
  }
}
