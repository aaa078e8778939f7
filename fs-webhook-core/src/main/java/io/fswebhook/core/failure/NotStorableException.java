package io.fswebhook.core.failure;

import java.sql.SQLException;

/**
 * The operator must act: the database accepts other deliveries and refuses this one. Nothing of it
 * was stored. The message does not quote the database, whose message may contain the delivery.
 */
public final class NotStorableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotStorableException(Exception refusal) {
    super("the database refuses to store it (" + code(refusal) + ")", refusal);
  }

  private static String code(Exception refusal) {
    if (!(refusal instanceof SQLException sql)) {
      return refusal.getClass().getName();
    }
    return sql.getSQLState() == null
        ? "error " + sql.getErrorCode()
        : "SQLSTATE " + sql.getSQLState();
  }
}
