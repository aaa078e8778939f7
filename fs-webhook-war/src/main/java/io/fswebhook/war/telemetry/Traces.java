package io.fswebhook.war.telemetry;

import io.fswebhook.core.dispatch.AttemptTracer;
import io.fswebhook.war.http.RequestTracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;

/** Spans made with OpenTelemetry's API. Closing is up to whoever configured it. */
public record Traces(RequestTracer requests, AttemptTracer attempts) implements Telemetry {

  private static final String SCOPE = "io.fswebhook";

  /** Traces with this one. */
  public static Traces with(OpenTelemetry openTelemetry) {
    Tracer tracer = openTelemetry.getTracer(SCOPE);
    return new Traces(
        new TraceRequests(tracer, openTelemetry.getPropagators().getTextMapPropagator()),
        new TraceAttempts(tracer));
  }
}
