package io.fswebhook.war.telemetry;

import io.fswebhook.core.dispatch.AttemptTracer;
import io.fswebhook.war.http.RequestTracer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What a running receiver tells about itself, besides its log and {@code /metrics}. */
public interface Telemetry extends AutoCloseable {

  /** Tells nothing, and loads no class of OpenTelemetry. */
  Telemetry NONE = new Telemetry() {};

  /** Makes the spans of requests. */
  default RequestTracer requests() {
    return RequestTracer.NONE;
  }

  /** Makes the spans of attempts. */
  default AttemptTracer attempts() {
    return AttemptTracer.NONE;
  }

  /** Sends these metrics too, from now on. */
  default void export(PrometheusRegistry metrics) {}

  /** Sends what is pending, for some seconds at most. */
  @Override
  default void close() {}
}
