package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;

/** Forgets spent signatures that are no longer valid, oldest first. */
final class ForgetSignatures implements ChunkedJob {

  private static final int SIGNATURES_A_STEP = 500;
  private static final String OLDEST =
      " FROM spent_signature WHERE signed_at < ? ORDER BY signed_at LIMIT " + SIGNATURES_A_STEP;

  private final SpentSignatures spent;
  private final long before;
  private long newest;
  private int few;

  /**
   * Forgets those signed before a time, in seconds.
   *
   * @param spent is told which signatures may be forgotten
   */
  ForgetSignatures(SpentSignatures spent, long before) {
    this.spent = spent;
    this.before = before;
  }

  /** Idempotent. */
  static void note(long upTo, WriteSession session) throws SQLException {
    session.update(
        "UPDATE retention_clock SET forgotten_up_to = ? WHERE forgotten_up_to < ?", upTo, upTo);
  }

  @Override
  public void step(WriteSession session) throws SQLException {
    newest =
        session.number(
            "SELECT max(signed_at) FROM (SELECT signed_at" + OLDEST + ") AS few", -1, before);
    few = 0;
    if (newest < 0) {
      return;
    }
    note(newest, session);
    few =
        session.update(
            "DELETE FROM spent_signature WHERE key IN (SELECT key" + OLDEST + ")", before);
  }

  @Override
  public boolean stepped() {
    if (newest >= 0) {
      spent.forgottenUpTo(newest);
    }
    return few == SIGNATURES_A_STEP;
  }
}
