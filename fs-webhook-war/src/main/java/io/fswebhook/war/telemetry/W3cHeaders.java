package io.fswebhook.war.telemetry;

import io.fswebhook.core.trace.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span as it is stored and passed on, whichever headers OpenTelemetry is configured for. */
final class W3cHeaders {

  private static final String VERSION = "00-";
  private static final String PARENT = "traceparent";
  private static final String STATE = "tracestate";
  private static final int LONGEST_STATE = 512; // what the standard wants to be passed on

  private static final TextMapPropagator PROPAGATOR = W3CTraceContextPropagator.getInstance();

  private W3cHeaders() {}

  /** Null if the span belongs to no trace. */
  static @Nullable TraceContext of(Span span) {
    SpanContext context = span.getSpanContext();
    if (!context.isValid()) {
      return null;
    }
    String parent =
        VERSION
            + context.getTraceId()
            + "-"
            + context.getSpanId()
            + "-"
            + context.getTraceFlags().asHex();
    return new TraceContext(parent, context.getTraceState().isEmpty() ? null : state(span));
  }

  private static @Nullable String state(Span span) {
    Map<String, String> headers = new HashMap<>();
    PROPAGATOR.inject(Context.root().with(span), headers, Map::put);
    return bounded(headers.get(STATE));
  }

  private static @Nullable String bounded(@Nullable String state) {
    return state == null || state.isEmpty() || state.length() > LONGEST_STATE ? null : state;
  }

  /** What continues the trace; has no span if it is not valid. */
  static Context read(TraceContext trace) {
    return PROPAGATOR.extract(Context.root(), trace, W3cHeaders::header);
  }

  private static @Nullable String header(@Nullable TraceContext trace, String name) {
    if (trace == null) {
      return null;
    }
    return name.equals(PARENT) ? trace.traceparent() : trace.tracestate();
  }
}
