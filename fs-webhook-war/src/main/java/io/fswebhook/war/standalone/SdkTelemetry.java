package io.fswebhook.war.standalone;

import io.fswebhook.core.dispatch.AttemptTracer;
import io.fswebhook.war.http.RequestTracer;
import io.fswebhook.war.telemetry.Telemetry;
import io.fswebhook.war.telemetry.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OpenTelemetry's SDK, configured by the usual variables and system properties. */
public final class SdkTelemetry implements Telemetry {

  private static final Logger LOG = LoggerFactory.getLogger(SdkTelemetry.class);

  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
  private static final String UNKNOWN = "unknown_service";

  /** The protocol is the one that OpenTelemetry's specification and its agent begin with. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.exporter.otlp.protocol", "http/protobuf",
          "otel.logs.exporter", "none");

  private static final int LONGEST_SHUTDOWN_SECONDS = 5;

  private final OpenTelemetrySdk sdk;
  private final Traces traces;
  private final PrometheusMetrics metrics;

  private SdkTelemetry(OpenTelemetrySdk sdk, PrometheusMetrics metrics) {
    this.metrics = metrics;
    this.sdk = sdk;
    this.traces = Traces.with(sdk);
  }

  /**
   * The SDK as the environment wants it. If a variable is wrong, the log says so and nothing is
   * sent: deliveries are worth more than traces of them.
   */
  public static Telemetry configured() {
    PrometheusMetrics metrics = new PrometheusMetrics();
    try {
      return new SdkTelemetry(
          AutoConfiguredOpenTelemetrySdk.builder()
              .setServiceClassLoader(SdkTelemetry.class.getClassLoader())
              .addPropertiesSupplier(() -> DEFAULTS)
              .addResourceCustomizer((resource, config) -> named(resource))
              .addMeterProviderCustomizer(
                  (meters, config) -> meters.registerMetricProducer(metrics))
              .disableShutdownHook()
              .build()
              .getOpenTelemetrySdk(),
          metrics);
    } catch (ConfigurationException | IllegalArgumentException e) {
      LOG.error(
          "OpenTelemetry cannot be configured, so neither traces nor metrics are sent: {}. Correct the"
              + " variables OTEL_... in the environment, or remove them, and restart.",
          e.getMessage());
      return Telemetry.NONE;
    }
  }

  private static Resource named(Resource resource) {
    @Nullable String name = resource.getAttribute(SERVICE);
    return name != null && !name.startsWith(UNKNOWN)
        ? resource
        : resource.merge(Resource.create(Attributes.of(SERVICE, "fs-webhook")));
  }

  @Override
  public RequestTracer requests() {
    return traces.requests();
  }

  @Override
  public AttemptTracer attempts() {
    return traces.attempts();
  }

  @Override
  public void export(PrometheusRegistry shown) {
    metrics.of(shown);
  }

  /** Sends the last spans and metrics. */
  @Override
  public void close() {
    sdk.shutdown().join(LONGEST_SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }
}
