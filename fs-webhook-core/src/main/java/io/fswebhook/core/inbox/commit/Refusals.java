package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.parse.ParsedRequest;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said of work that the database refuses: never what it holds, nor what quotes it. */
public final class Refusals {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private Refusals() {}

  static NotStorableException of(Exception refusal) {
    return new NotStorableException(
        "the database refuses to store it (" + code(refusal) + ")", refusal);
  }

  private static String code(Exception refusal) {
    if (!(refusal instanceof SQLException sql)) {
      return refusal.getClass().getName();
    }
    return sql.getSQLState() == null
        ? "error " + sql.getErrorCode()
        : "SQLSTATE " + sql.getSQLState();
  }

  public static void log(String id, ParsedRequest parsed, NotStorableException cause) {
    LOG.error(
        "delivery {} was not stored, and others were: {}; it has {} bytes, an event name of {}"
            + " characters, and was answered 500, so that its sender tries again",
        id,
        cause.getMessage(),
        parsed.request().body().length,
        parsed.event().eventName().length());
  }

  public static void log(Outcome outcome, NotStorableException cause) {
    LOG.error(
        "the outcome of delivery {} at handler {} was not stored, even without its error: {}; it will be"
            + " handled again",
        outcome.handling().delivery().id(),
        outcome.handling().handler(),
        cause.getMessage());
  }
}
