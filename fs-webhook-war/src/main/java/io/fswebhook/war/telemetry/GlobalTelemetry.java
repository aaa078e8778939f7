package io.fswebhook.war.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The telemetry of the Java agent, or of the server where it shares OpenTelemetry's API. */
public final class GlobalTelemetry {

  private static final Logger LOG = LoggerFactory.getLogger(GlobalTelemetry.class);

  private GlobalTelemetry() {}

  /** Nothing, where there is neither. */
  public static Telemetry find() {
    try {
      OpenTelemetry global = GlobalOpenTelemetry.get(); // the agent changes no other method
      boolean isThere = global.getTracerProvider() != TracerProvider.noop();
      return isThere ? Traces.with(global) : Telemetry.NONE;
    } catch (LinkageError e) { // a server's own API may be an older one
      LOG.info(
          "Traces are off: the OpenTelemetry API of this server is too old ({})", e.toString());
      return Telemetry.NONE;
    }
  }
}
