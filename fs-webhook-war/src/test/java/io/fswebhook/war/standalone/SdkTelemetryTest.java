package io.fswebhook.war.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.launcher.LoggedLines;
import io.fswebhook.war.telemetry.Telemetry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdkTelemetryTest {

  @ParameterizedTest
  @CsvSource({
    "otel.traces.sampler, nonsense, nonsense",
    "otel.traces.exporter, nonsense, nonsense",
    "otel.exporter.otlp.endpoint, no url, OTLP endpoint",
    "otel.exporter.otlp.protocol, nonsense, nonsense",
    "otel.exporter.otlp.timeout, soon, otel.exporter.otlp.timeout",
    "otel.exporter.otlp.headers, api-key s3cret, otel.exporter.otlp.headers",
    "otel.exporter.otlp.traces.headers, api-key s3cret, otel.exporter.otlp.traces.headers",
  })
  void a_wrong_variable_is_said_and_nothing_is_sent(String name, String value, String said) {
    System.setProperty(name, value);
    try (LoggedLines log = LoggedLines.of(SdkTelemetry.class);
        Telemetry telemetry = SdkTelemetry.configured()) {
      assertThat(telemetry).isSameAs(Telemetry.NONE);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("neither traces nor metrics are sent", said, "OTEL_")
          .doesNotContain("s3cret");
    } finally {
      System.clearProperty(name);
    }
  }
}
