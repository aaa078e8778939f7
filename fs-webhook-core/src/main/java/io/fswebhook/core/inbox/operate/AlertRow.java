package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.AlertNotice;
import io.fswebhook.core.inbox.KeptAlert;
import io.fswebhook.core.inbox.KeptAlert.Acknowledgement;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An alert, and a notice of it, in the database: no subject is an empty text, part of a key. */
public final class AlertRow {

  public static final String COLUMNS =
      "id, kind, subject, severity, text, tasks, opened_at, seen_at, resolved_at, acknowledged_at,"
          + " acknowledged_by, note";

  static final String NOTICE_COLUMNS =
      "alert_id, kind, subject, target, step, announced_at, claimed_at, delivered, version";

  private AlertRow() {}

  /** Reads {@link #COLUMNS}. */
  public static KeptAlert read(ResultSet row) throws SQLException {
    Instant acknowledgedAt = time(row, 10);
    return new KeptAlert(
        row.getLong(1),
        row.getString(2),
        subject(row, 3),
        row.getString(4),
        row.getString(5),
        Jdbc.number(row, 6),
        Instant.ofEpochMilli(row.getLong(7)),
        Instant.ofEpochMilli(row.getLong(8)),
        time(row, 9),
        acknowledgedAt == null
            ? null
            : new Acknowledgement(acknowledgedAt, row.getString(11), row.getString(12)));
  }

  static AlertNotice readNotice(ResultSet row) throws SQLException {
    return new AlertNotice(
        row.getLong(1),
        row.getString(2),
        subject(row, 3),
        row.getString(4),
        AlertNotice.Step.of(row.getString(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        row.getInt(8) == 1,
        row.getLong(9));
  }

  private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
    Long millis = Jdbc.number(row, column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable String subject(ResultSet row, int column) throws SQLException {
    String subject = row.getString(column);
    return subject.isEmpty() ? null : subject;
  }

  static String subject(@Nullable String subject) {
    return subject == null ? "" : subject;
  }
}
