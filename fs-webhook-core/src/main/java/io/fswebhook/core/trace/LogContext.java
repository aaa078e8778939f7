package io.fswebhook.core.trace;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What the log adds to the lines of a thread, until closed on it. */
public final class LogContext implements AutoCloseable {

  private static final LogContext OPENED = new LogContext();

  // Of a traceparent: 00-<trace id>-<span id>-<flags>
  private static final int TRACE_ID_AT = 3;
  private static final int SPAN_ID_AT = 36;
  private static final int FLAGS_AT = 53;

  private LogContext() {}

  /**
   * Until it is closed, lines of this thread carry these ids, under the names that OpenTelemetry
   * uses.
   *
   * @param deliveryId null where it is not known
   * @param trace null where nothing is traced
   */
  public static LogContext of(@Nullable String deliveryId, @Nullable TraceContext trace) {
    if (deliveryId != null) {
      MDC.put("delivery_id", deliveryId);
    }
    if (trace != null && trace.traceparent().length() > FLAGS_AT) {
      MDC.put("trace_id", trace.traceparent().substring(TRACE_ID_AT, SPAN_ID_AT - 1));
      MDC.put("span_id", trace.traceparent().substring(SPAN_ID_AT, FLAGS_AT - 1));
    }
    return OPENED;
  }

  /** Removes what others have added too. */
  @Override
  public void close() {
    MDC.clear();
  }
}
