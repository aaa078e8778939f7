package io.fswebhook.war.http;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.INTERNAL_SERVER_ERROR;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;
import static jakarta.ws.rs.core.Response.Status.UNAUTHORIZED;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.failure.ThrottledLog;
import io.fswebhook.core.verify.SignatureRejectedException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/** Turns what went wrong with a delivery into the answer to its sender and a line for the log. */
final class Problems {

  private final RefusalLog refusals;
  private final ThrottledLog log = new ThrottledLog(LoggerFactory.getLogger(Problems.class));

  Problems(RefusalLog refusals) {
    this.refusals = refusals;
  }

  Refusal answerTo(Throwable failure, String remoteAddress) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof SignatureRejectedException rejected) {
      refusals.refused(rejected.reason().code(), remoteAddress, rejected);
      return signatureRejected(rejected.code());
    }
    if (cause instanceof RefusedException refused) {
      refusals.refused(refused.code(), remoteAddress, refused);
      return Refusal.of(Problem.of(BAD_REQUEST, refused.code(), refused.getMessage()));
    }
    if (cause instanceof InboxUnavailableException) {
      refusals.refused("inbox-unavailable", remoteAddress, cause);
      return inboxUnavailable();
    }
    if (cause instanceof NotStorableException) {
      refusals.refused("not-storable", remoteAddress, cause);
      return notStorable();
    }
    if (cause instanceof TimeoutException) {
      refusals.refused("inbox-unavailable", remoteAddress, cause);
      return inboxUnavailable();
    }
    log.error("A delivery failed for a reason of the receiver's own", cause);
    return Refusal.of(Problem.internalError());
  }

  /** The same for every reason, so that a forger learns nothing. */
  private static Refusal signatureRejected(String code) {
    return Refusal.with(
        HttpHeaders.WWW_AUTHENTICATE, "Signature", Problem.of(UNAUTHORIZED, code, null));
  }

  private static Refusal inboxUnavailable() {
    return Refusal.with(
        HttpHeaders.RETRY_AFTER,
        Problem.RETRY_AFTER_SECONDS,
        Problem.of(
            SERVICE_UNAVAILABLE, "inbox-unavailable", "Nothing was stored; send it again later."));
  }

  /** Not the sender's fault, and to be sent again: an operator may have put it right by then. */
  private static Refusal notStorable() {
    return Refusal.of(
        Problem.of(
            INTERNAL_SERVER_ERROR,
            "not-storable",
            "The database refuses this delivery, and takes others. Nothing of it was stored."));
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
