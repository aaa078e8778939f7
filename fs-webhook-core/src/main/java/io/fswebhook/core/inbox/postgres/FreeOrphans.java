package io.fswebhook.core.inbox.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees what nodes had in hand that are gone, also what came into their hands while they were given
 * up.
 */
final class FreeOrphans {

  private static final Logger LOG = LoggerFactory.getLogger(FreeOrphans.class);

  /** Jumps from one id to the next in the index: there are few, each many times. */
  private static final String GONE =
      "WITH RECURSIVE owner AS (SELECT min(claimed_by) AS id FROM handling WHERE claimed_by IS NOT NULL"
          + " UNION ALL SELECT (SELECT min(claimed_by) FROM handling WHERE claimed_by > owner.id)"
          + " FROM owner WHERE owner.id IS NOT NULL)"
          + " SELECT id FROM owner WHERE id IS NOT NULL"
          + " AND NOT EXISTS (SELECT 1 FROM node WHERE node.id = owner.id)";

  private static final String FREE =
      "UPDATE handling h SET claimed_by = NULL FROM (SELECT delivery_seq, handler FROM handling"
          + " WHERE claimed_by = ? FOR UPDATE SKIP LOCKED) o"
          + " WHERE h.delivery_seq = o.delivery_seq AND h.handler = o.handler";

  private FreeOrphans() {}

  static void in(Connection connection) throws SQLException {
    for (long owner : gone(connection)) {
      try (PreparedStatement free = connection.prepareStatement(FREE)) {
        free.setLong(1, owner);
        int freed = free.executeUpdate();
        if (freed > 0) {
          LOG.info(
              "node {} is gone and {} handlings that it had in hand are free to be taken over",
              owner,
              freed);
        }
      }
    }
  }

  private static List<Long> gone(Connection connection) throws SQLException {
    List<Long> gone = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet ids = statement.executeQuery(GONE)) {
      while (ids.next()) {
        gone.add(ids.getLong(1));
      }
    }
    return gone;
  }
}
