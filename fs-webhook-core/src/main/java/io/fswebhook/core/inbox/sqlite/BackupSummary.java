package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a backup holds.
 *
 * @param madeAt when it was begun: what was acknowledged before is in it
 * @param deliveries how many
 * @param fromLog how many more that only the receipt log had; some of them may be among the former
 * @param lastReceivedAt when the last of the deliveries was received; null if there are none
 * @param bytes the size of the file
 */
public record BackupSummary(
    Instant madeAt, long deliveries, long fromLog, @Nullable Instant lastReceivedAt, long bytes) {

  static BackupSummary of(Connection file, Instant madeAt, long fromLog, long bytes)
      throws SQLException {
    long count =
        Jdbc.first(file, "SELECT count(*) FROM delivery", row -> row.getLong(1)).orElse(0L);
    Instant last =
        Jdbc.first(
                file,
                "SELECT received_at FROM delivery ORDER BY seq DESC LIMIT 1",
                row -> Instant.ofEpochMilli(row.getLong(1)))
            .orElse(null);
    return new BackupSummary(madeAt, count, fromLog, last, bytes);
  }
}
