package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.AuditRecord;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.commit.AcknowledgedWork;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;

/** Writes down what somebody did. */
final class KeepAudit extends AcknowledgedWork {

  private final AuditRecord what;
  private final long at;

  KeepAudit(AuditRecord what, Clock clock) {
    this.what = what;
    this.at = clock.millis();
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    PreparedStatement insert =
        session.statement(
            "INSERT INTO audit (at, who, role, action, target, detail) VALUES (?, ?, ?, ?, ?, ?)");
    insert.setLong(1, at);
    insert.setString(2, KeptText.of(what.who()));
    insert.setString(3, KeptText.of(what.role()));
    insert.setString(4, KeptText.of(what.action()));
    insert.setString(5, KeptText.of(what.target()));
    insert.setString(6, KeptText.ofNullable(what.detail()));
    insert.executeUpdate();
  }
}
