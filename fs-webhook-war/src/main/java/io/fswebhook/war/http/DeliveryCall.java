package io.fswebhook.war.http;

import io.fswebhook.core.trace.LogContext;
import io.fswebhook.core.trace.TraceContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * One request for a delivery.
 *
 * @param span ends with the response
 */
record DeliveryCall(DeliveryTarget target, String remoteAddress, RequestSpan span) {

  /** Decides something with the trace in the log. */
  @SuppressWarnings("try")
  <T> T logged(Supplier<T> decision) {
    TraceContext trace = span.context();
    if (trace == null) {
      return decision.get();
    }
    try (LogContext context = LogContext.of(null, trace)) {
      return decision.get();
    }
  }

  void refuse(Refusal refusal, HttpServletResponse response) throws IOException {
    try {
      refusal.write(response);
    } finally {
      span.end(refusal.problem().status());
    }
  }
}
