package io.fswebhook.war.http;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.ThrottledLog;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Turns every uncaught error, including Jersey's own, into a problem. */
final class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final List<String> KEPT = List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER);

  private final ThrottledLog log = new ThrottledLog(LoggerFactory.getLogger(ProblemMapper.class));

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException refused) {
      return answer(refused.getResponse());
    }
    if (failure instanceof InboxUnavailableException) {
      log.warn("A request was answered 503", failure);
      return Problem.inboxUnavailable().build();
    }
    log.error("A request failed with an internal error", failure);
    return Problem.internalError().toAnswer().build();
  }

  private static Response answer(Response original) {
    Response.StatusType status = original.getStatusInfo();
    if (status.getStatusCode() < 400) {
      return original;
    }
    Response.ResponseBuilder answer = Problem.of(status).toAnswer();
    for (String header : KEPT) {
      String value = original.getHeaderString(header);
      if (value != null) {
        answer.header(header, value);
      }
    }
    return answer.build();
  }
}
