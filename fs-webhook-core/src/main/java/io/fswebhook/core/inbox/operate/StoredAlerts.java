package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.AlertClaim;
import io.fswebhook.core.inbox.AlertNotice;
import io.fswebhook.core.inbox.AlertsNow;
import io.fswebhook.core.inbox.InboxAlerts;
import io.fswebhook.core.inbox.KeptAlert;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.SeenAlert;
import io.fswebhook.core.inbox.commit.GroupCommit;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Alerts in the inbox, independent of the database. Its clock decides. */
public record StoredAlerts(GroupCommit commits) implements InboxAlerts {

  private static final String PUT =
      "INSERT INTO alert (kind, subject, severity, text, tasks, opened_at, seen_at)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (kind, subject) WHERE resolved_at IS NULL DO UPDATE SET"
          + " severity = excluded.severity, text = excluded.text, tasks = excluded.tasks,"
          + " seen_at = excluded.seen_at";

  /** Open, or told to a target that does not know yet that it is resolved. */
  private static final String OPEN_OR_TOLD =
      "SELECT "
          + AlertRow.COLUMNS
          + " FROM alert WHERE resolved_at IS NULL OR id IN"
          + " (SELECT alert_id FROM alert_notice WHERE step <> 'resolved' OR delivered = 0)"
          + " ORDER BY id";

  private static final String INSERT_NOTICE =
      "INSERT INTO alert_notice (kind, subject, target, alert_id, step, announced_at, claimed_at,"
          + " delivered, version) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 1)"
          + " ON CONFLICT (kind, subject, target) DO NOTHING";

  private static final String UPDATE_NOTICE =
      "UPDATE alert_notice SET alert_id = ?, step = ?, announced_at = ?, claimed_at = ?,"
          + " delivered = 0, version = version + 1"
          + " WHERE kind = ? AND subject = ? AND target = ? AND version = ?";

  @Override
  public CompletionStage<AlertsNow> record(List<SeenAlert> seen, @Nullable Duration unseen) {
    AtomicReference<@Nullable AlertsNow> found = new AtomicReference<>();
    return commits
        .whenOnDisk(
            session -> {
              long now = session.now();
              for (SeenAlert each : inOneOrder(seen)) {
                put(each, now, session);
              }
              if (unseen != null) {
                session.update(
                    "UPDATE alert SET resolved_at = ? WHERE resolved_at IS NULL AND seen_at < ?",
                    now,
                    now - unseen.toMillis());
              }
              found.set(read(now, session));
            })
        .thenApply(written -> Objects.requireNonNull(found.get()));
  }

  /** Nodes that write the same rows in another order would block each other. */
  private static List<SeenAlert> inOneOrder(List<SeenAlert> seen) {
    return seen.stream()
        .sorted(
            Comparator.comparing(SeenAlert::kind)
                .thenComparing(each -> AlertRow.subject(each.subject())))
        .toList();
  }

  private static void put(SeenAlert alert, long now, WriteSession session) throws SQLException {
    session.update(
        PUT,
        alert.kind(),
        KeptText.of(AlertRow.subject(alert.subject())),
        alert.severity(),
        KeptText.of(alert.text()),
        alert.count(),
        now - alert.age().toMillis(),
        now);
  }

  private static AlertsNow read(long now, WriteSession session) throws SQLException {
    return new AlertsNow(
        Instant.ofEpochMilli(now),
        session.list(OPEN_OR_TOLD, AlertRow::read),
        session.list(
            "SELECT " + AlertRow.NOTICE_COLUMNS + " FROM alert_notice", AlertRow::readNotice));
  }

  @Override
  public CompletionStage<Boolean> claim(AlertClaim claim) {
    AtomicReference<Boolean> claimed = new AtomicReference<>(false);
    return commits
        .whenOnDisk(session -> claimed.set(claim(claim, session.now(), session) == 1))
        .thenApply(written -> claimed.get());
  }

  private static int claim(AlertClaim claim, long now, WriteSession session) throws SQLException {
    KeptAlert alert = claim.alert();
    String subject = KeptText.of(AlertRow.subject(alert.subject()));
    AlertNotice last = claim.last();
    if (last == null) {
      return session.update(
          INSERT_NOTICE,
          alert.kind(),
          subject,
          claim.target(),
          alert.id(),
          claim.step().code(),
          now,
          now);
    }
    return session.update(
        UPDATE_NOTICE,
        alert.id(),
        claim.step().code(),
        claim.step() == AlertNotice.Step.RESOLVED ? last.announcedAt().toEpochMilli() : now,
        now,
        alert.kind(),
        subject,
        claim.target(),
        last.version());
  }

  /** If this is lost, it is sent again, which is better than never. */
  @Override
  public void delivered(AlertClaim claim) {
    var unused =
        commits.whenOnDisk(
            session ->
                session.update(
                    "UPDATE alert_notice SET delivered = 1"
                        + " WHERE kind = ? AND subject = ? AND target = ? AND version = ?",
                    claim.alert().kind(),
                    KeptText.of(AlertRow.subject(claim.alert().subject())),
                    claim.target(),
                    claim.version()));
  }

  @Override
  public CompletionStage<Boolean> acknowledge(long id, String by, @Nullable String note) {
    AtomicReference<Boolean> acknowledged = new AtomicReference<>(false);
    return commits
        .whenOnDisk(
            session ->
                acknowledged.set(
                    session.update(
                            "UPDATE alert SET acknowledged_at = ?, acknowledged_by = ?, note = ?"
                                + " WHERE id = ? AND resolved_at IS NULL",
                            session.now(),
                            KeptText.of(by),
                            KeptText.ofNullable(note),
                            id)
                        == 1))
        .thenApply(written -> acknowledged.get());
  }
}
