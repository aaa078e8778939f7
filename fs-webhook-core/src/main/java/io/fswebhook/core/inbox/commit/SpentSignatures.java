package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.inbox.DuplicateKeys;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
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
    any = Jdbc.first(connection, ANY, row -> row.getBoolean(1)).orElse(false);
    forgottenUpTo(Jdbc.first(connection, FORGOTTEN, row -> row.getLong(1)).orElse(Long.MIN_VALUE));
  }

  /** Looks again, since another receiver may have forgotten more. */
  public void reload(WriteSession session) throws SQLException {
    forgottenUpTo(session.number(FORGOTTEN, Long.MIN_VALUE));
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
    return session
        .first(
            "SELECT delivery_id FROM spent_signature WHERE key IN (?, ?)",
            row -> row.getString(1),
            signatureKey,
            duplicateKey)
        .orElse(null);
  }

  /** Keeps the signature of a retry that was signed anew: it could be sent again by itself. */
  public void keep(
      DuplicateKeys keys, String deliveryId, @Nullable Instant signedAt, WriteSession session)
      throws SQLException {
    session.update(
        "INSERT INTO spent_signature (key, delivery_id, signed_at) VALUES (?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        keys.signature(),
        deliveryId,
        Jdbc.seconds(signedAt));
    added();
  }
}
