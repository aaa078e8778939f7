package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.lifecycle.SlowStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At the first start after a change of {@code fs.webhook.duplicates.same-body}, rewrites the
 * duplicate keys of stored deliveries, so that later duplicates still match them. Works in parts
 * and resumes after an interruption; other starts read a single row.
 */
public final class DecideDuplicates {

  private static final Logger LOG = LoggerFactory.getLogger(DecideDuplicates.class);
  private static final int DELIVERIES_A_PART = 5_000;

  private final String deciding;
  private final Connection connection;

  private DecideDuplicates(String deciding, Connection connection) {
    this.deciding = deciding;
    this.connection = connection;
  }

  /** Commits on the connection, part by part. */
  public static void by(boolean sameBodyIsDuplicate, Connection connection) throws SQLException {
    new DecideDuplicates(sameBodyIsDuplicate ? "body_key" : "signature_key", connection).decide();
  }

  private void decide() throws SQLException {
    Jdbc.update(
        connection,
        "INSERT INTO duplicate_rule (id, deciding, applied_up_to) VALUES (1, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        deciding,
        Long.MAX_VALUE);
    Jdbc.update(
        connection,
        "UPDATE duplicate_rule SET deciding = ?, applied_up_to = 0 WHERE deciding <> ?",
        deciding,
        deciding);
    long appliedUpTo = number("SELECT applied_up_to FROM duplicate_rule");
    if (appliedUpTo < Long.MAX_VALUE) {
      SlowStep.of(
          "rewriting duplicate keys after a change of fs.webhook.duplicates.same-body",
          () -> applyAfter(appliedUpTo));
    }
  }

  private long applyAfter(long appliedUpTo) throws SQLException {
    connection.setAutoCommit(false);
    long count = 0;
    for (long after = appliedUpTo; after < Long.MAX_VALUE; ) {
      long upTo = endOfPartAfter(after);
      count += apply(after, upTo);
      Jdbc.update(connection, "UPDATE duplicate_rule SET applied_up_to = ?", upTo);
      connection.commit();
      after = upTo;
    }
    connection.setAutoCommit(true);
    LOG.info(
        "fs.webhook.duplicates.same-body was changed: {} deliveries have a new duplicate key",
        count);
    return count;
  }

  private long endOfPartAfter(long after) throws SQLException {
    long end =
        number(
            "SELECT seq FROM delivery WHERE seq > ? ORDER BY seq LIMIT 1 OFFSET "
                + (DELIVERIES_A_PART - 1),
            after);
    return end == 0 ? Long.MAX_VALUE : end;
  }

  /**
   * If two deliveries have the same body, the first gets the key and the other keeps its old one.
   */
  private int apply(long after, long upTo) throws SQLException {
    String sql =
        String.format(
            Locale.ROOT,
            """
        UPDATE delivery SET duplicate_key = %1$s WHERE duplicate_key <> %1$s AND seq IN (
          SELECT min(seq) FROM delivery WHERE seq > ? AND seq <= ? AND body_key IS NOT NULL GROUP BY %1$s)
          AND NOT EXISTS (SELECT 1 FROM delivery other WHERE other.duplicate_key = delivery.%1$s)""",
            deciding);
    return Jdbc.update(connection, sql, after, upTo);
  }

  private long number(String sql, Object... values) throws SQLException {
    return Jdbc.first(connection, sql, row -> row.getLong(1), values).orElse(0L);
  }
}
