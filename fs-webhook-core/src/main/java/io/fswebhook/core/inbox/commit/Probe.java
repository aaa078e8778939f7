package io.fswebhook.core.inbox.commit;

import java.sql.SQLException;

/** A small write that checks whether deliveries can be stored while none arrives. */
final class Probe implements Write {

  @Override
  public void apply(WriteSession session) throws SQLException {
    session.prepareToStore();
    session.update(
        "INSERT INTO write_probe (id, written_at) VALUES (1, ?)"
            + " ON CONFLICT (id) DO UPDATE SET written_at = excluded.written_at",
        session.now());
  }

  @Override
  public boolean provesReceipts() {
    return true;
  }
}
