package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.inbox.DuplicateKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which signatures must not be accepted again although no delivery has them as its own. There are
 * none as a rule: a delivery is kept for longer than its signature can verify. Safe for use by
 * several threads; what takes a session belongs to the one that writes.
 */
public final class SpentSignatures {

  private static final String ANY = "SELECT EXISTS (SELECT 1 FROM spent_signature)";
  private static final String FORGOTTEN = "SELECT forgotten_up_to FROM retention_clock";

  private volatile boolean any;
  private volatile long forgottenUpTo = Long.MIN_VALUE;

  /** Looks at what is stored. */
  public void load(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet found = statement.executeQuery(ANY)) {
        any = found.next() && found.getBoolean(1);
      }
      try (ResultSet found = statement.executeQuery(FORGOTTEN)) {
        forgottenUpTo(found.next() ? found.getLong(1) : Long.MIN_VALUE);
      }
    }
  }

  /** Looks again, since another receiver may have forgotten more. */
  public void reload(WriteSession session) throws SQLException {
    try (ResultSet found = session.statement(FORGOTTEN).executeQuery()) {
      forgottenUpTo(found.next() ? found.getLong(1) : Long.MIN_VALUE);
    }
  }

  /** Signatures of this second or before may have been forgotten. */
  public void forgottenUpTo(long seconds) {
    forgottenUpTo = Math.max(forgottenUpTo, seconds);
  }

  /** From now on there may be some. */
  public void added() {
    any = true;
  }

  /**
   * Whether a signature may have been accepted before and forgotten since. Such a one does not
   * verify any more, unless the clock was set back or {@code max-age} was raised.
   */
  public boolean hasForgotten(@Nullable Instant signedAt) {
    return signedAt != null && signedAt.getEpochSecond() <= forgottenUpTo;
  }

  /** Whether one of the two is spent. Costs nothing as long as none is. */
  public boolean includes(byte[] signatureKey, byte[] duplicateKey, WriteSession session)
      throws SQLException {
    return any && firstOf(signatureKey, duplicateKey, session) != null;
  }

  /** The delivery that one of the two came with first; null where neither is spent. */
  public @Nullable String firstOf(byte[] signatureKey, byte[] duplicateKey, WriteSession session)
      throws SQLException {
    PreparedStatement select =
        session.statement("SELECT delivery_id FROM spent_signature WHERE key IN (?, ?)");
    select.setBytes(1, signatureKey);
    select.setBytes(2, duplicateKey);
    try (ResultSet found = select.executeQuery()) {
      return found.next() ? found.getString(1) : null;
    }
  }

  /** Keeps the signature of a retry that was signed anew: it could be sent again by itself. */
  public void keep(
      DuplicateKeys keys, String deliveryId, @Nullable Instant signedAt, WriteSession session)
      throws SQLException {
    PreparedStatement insert =
        session.statement(
            "INSERT INTO spent_signature (key, delivery_id, signed_at) VALUES (?, ?, ?)"
                + " ON CONFLICT DO NOTHING");
    insert.setBytes(1, keys.signature());
    insert.setString(2, deliveryId);
    insert.setObject(3, signedAt == null ? null : signedAt.getEpochSecond(), Types.BIGINT);
    insert.executeUpdate();
    added();
  }
}
