package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.inbox.commit.AcknowledgedWork;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** Keeps how much happened in some minutes. Sets values, so it may be applied twice. */
final class KeepActivity extends AcknowledgedWork {

  private static final String PUT =
      "INSERT INTO activity"
          + " (minute, run, received, duplicates, rejected, handled, failed, dead, waiting)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (minute, run) DO UPDATE SET received = excluded.received,"
          + " duplicates = excluded.duplicates, rejected = excluded.rejected,"
          + " handled = excluded.handled, failed = excluded.failed, dead = excluded.dead,"
          + " waiting = excluded.waiting";

  private final long run;
  private final List<ActivityStep> minutes;

  KeepActivity(long run, List<ActivityStep> minutes) {
    this.run = run;
    this.minutes = List.copyOf(minutes);
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    PreparedStatement put = session.statement(PUT);
    for (ActivityStep minute : minutes) {
      put.setLong(1, Math.floorDiv(minute.from().getEpochSecond(), 60));
      put.setLong(2, run);
      put.setLong(3, minute.received());
      put.setLong(4, minute.duplicates());
      put.setLong(5, minute.rejected());
      put.setLong(6, minute.handled());
      put.setLong(7, minute.failed());
      put.setLong(8, minute.dead());
      put.setObject(9, minute.waiting(), Types.BIGINT);
      put.addBatch();
    }
    put.executeBatch();
  }
}
