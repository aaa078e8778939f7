package io.fswebhook.core.failure;

import java.sql.SQLException;

/**
 * The operator: the database takes other deliveries and refuses this one. Nothing of it was stored.
 * The message never quotes the database, which quotes what it refuses.
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
