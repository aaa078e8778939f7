package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores rejected requests. When there are too many, deletes the oldest of the most frequent
 * reason, so that a flood of one kind does not displace the few of another.
 */
final class KeepRejections {

  private KeepRejections() {}

  static void of(List<Rejection> rejections, int most, WriteSession session) throws SQLException {
    for (Rejection rejection : rejections) {
      insert(rejection, session);
    }
    for (Map.Entry<String, Integer> excess : excess(count(session), most).entrySet()) {
      session.update(
          "DELETE FROM rejection WHERE id IN"
              + " (SELECT id FROM rejection WHERE reason = ? ORDER BY received_at, id LIMIT ?)",
          excess.getKey(),
          excess.getValue());
    }
  }

  private static void insert(Rejection rejection, WriteSession session) throws SQLException {
    session.update(
        "INSERT INTO rejection (received_at, address, reason, detail, header, size, left_out,"
            + " findings, signature_lines, body_start) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rejection.receivedAt().toEpochMilli(),
        KeptText.of(rejection.address()),
        KeptText.of(rejection.reason()),
        KeptText.ofNullable(rejection.detail()),
        KeptText.ofNullable(rejection.header()),
        rejection.size(),
        rejection.leftOut(),
        KeptText.ofNullable(FindingLines.of(rejection.findings())),
        KeptText.ofNullable(rejection.signatureLines()),
        rejection.bodyStart());
  }

  private static Map<String, Integer> count(WriteSession session) throws SQLException {
    Map<String, Integer> counts = new HashMap<>();
    session.each(
        "SELECT reason, count(*) FROM rejection GROUP BY reason",
        row -> counts.put(row.getString(1), row.getInt(2)));
    return counts;
  }

  /** How many to delete of each reason. */
  private static Map<String, Integer> excess(Map<String, Integer> counts, int most) {
    Map<String, Integer> excess = new HashMap<>();
    int tooMany = counts.values().stream().mapToInt(Integer::intValue).sum() - most;
    for (; tooMany > 0; tooMany--) {
      String frequent = Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
      counts.merge(frequent, -1, Integer::sum);
      excess.merge(frequent, 1, Integer::sum);
    }
    return excess;
  }
}
