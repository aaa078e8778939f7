package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps traces of rejected requests. When there are too many, the oldest of the most frequent
 * reason go first, so that a flood of one kind does not wash away the few of another.
 */
final class KeepRejections implements Work {

  private final List<Rejection> rejections;
  private final int most;

  KeepRejections(List<Rejection> rejections, int most) {
    this.rejections = List.copyOf(rejections);
    this.most = most;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    insert(session);
    Map<String, Integer> counts = count(session);
    Map<String, Integer> excess = excess(counts);
    for (Map.Entry<String, Integer> entry : excess.entrySet()) {
      deleteOldest(entry.getKey(), entry.getValue(), session);
    }
  }

  private void insert(WriteSession session) throws SQLException {
    PreparedStatement insert =
        session.statement(
            "INSERT INTO rejection (received_at, address, reason, detail, header, size, left_out,"
                + " findings, signature_lines, body_start) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (Rejection rejection : rejections) {
      insert.setLong(1, rejection.receivedAt().toEpochMilli());
      insert.setString(2, KeptText.of(rejection.address()));
      insert.setString(3, KeptText.of(rejection.reason()));
      insert.setString(4, KeptText.ofNullable(rejection.detail()));
      insert.setString(5, KeptText.ofNullable(rejection.header()));
      insert.setInt(6, rejection.size());
      insert.setLong(7, rejection.leftOut());
      insert.setString(8, KeptText.ofNullable(FindingLines.of(rejection.findings())));
      insert.setString(9, KeptText.ofNullable(rejection.signatureLines()));
      insert.setBytes(10, rejection.bodyStart());
      insert.addBatch();
    }
    insert.executeBatch();
  }

  private static Map<String, Integer> count(WriteSession session) throws SQLException {
    Map<String, Integer> counts = new HashMap<>();
    try (ResultSet found =
        session
            .statement("SELECT reason, count(*) FROM rejection GROUP BY reason")
            .executeQuery()) {
      while (found.next()) {
        counts.put(found.getString(1), found.getInt(2));
      }
    }
    return counts;
  }

  /** How many of each reason are to go. */
  private Map<String, Integer> excess(Map<String, Integer> counts) {
    Map<String, Integer> excess = new HashMap<>();
    int tooMany = counts.values().stream().mapToInt(Integer::intValue).sum() - most;
    for (; tooMany > 0; tooMany--) {
      String frequent = Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
      counts.merge(frequent, -1, Integer::sum);
      excess.merge(frequent, 1, Integer::sum);
    }
    return excess;
  }

  private static void deleteOldest(String reason, int count, WriteSession session)
      throws SQLException {
    PreparedStatement delete =
        session.statement(
            "DELETE FROM rejection WHERE id IN"
                + " (SELECT id FROM rejection WHERE reason = ? ORDER BY id LIMIT ?)");
    delete.setString(1, reason);
    delete.setInt(2, count);
    delete.executeUpdate();
  }

  @Override
  public void committed() {}

  /** Worth no second try: the log and the metrics have them too. */
  @Override
  public void failed(InboxUnavailableException cause) {}
}
