package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.inbox.DuplicateKeys;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Signatures that must not be accepted again although no stored delivery has them. Usually there
 * are none: a delivery is kept for longer than its signature is valid. Thread-safe; methods that
 * take a session belong to the writer thread.
 */
public final class SpentSignatures {

  private static final String ANY = "SELECT EXISTS (SELECT 1 FROM spent_signature)";
  private static final String FORGOTTEN = "SELECT forgotten_up_to FROM retention_clock";

  private volatile boolean any;
  private volatile long forgottenUpTo = Long.MIN_VALUE;

  /** Loads the stored state. */
  public void load(Connection connection) throws SQLException {
    any = Jdbc.first(connection, ANY, row -> row.getBoolean(1)).orElse(false);
    forgottenUpTo(Jdbc.first(connection, FORGOTTEN, row -> row.getLong(1)).orElse(Long.MIN_VALUE));
  }

  /** Loads it again, because another receiver may have forgotten more. */
  public void reload(WriteSession session) throws SQLException {
    forgottenUpTo(session.number(FORGOTTEN, Long.MIN_VALUE));
  }

  /** Signatures of this second or before may have been forgotten. */
  public void forgottenUpTo(long seconds) {
    forgottenUpTo = Math.max(forgottenUpTo, seconds);
  }

  /** Whether there may be some. */
  public boolean any() {
    return any;
  }

  /** There may be some from now on. */
  public void added() {
    any = true;
  }

  /**
   * Whether a signature may have been accepted and forgotten. It is no longer valid, unless the
   * clock was set back or {@code max-age} was raised.
   */
  public boolean hasForgotten(@Nullable Instant signedAt) {
    return signedAt != null && signedAt.getEpochSecond() <= forgottenUpTo;
  }

  /** Whether either key is spent. No query while there are no spent signatures. */
  public boolean includes(byte[] signatureKey, byte[] duplicateKey, WriteSession session)
      throws SQLException {
    return any && firstOf(signatureKey, duplicateKey, session) != null;
  }

  /** The delivery that first used either key; null if neither is spent. */
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

  /** Stores the signature of a re-signed retry, which could itself be replayed. */
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
