package io.fswebhook.war.runtime;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a registry is scraped as. */
final class MetricsText {

  private MetricsText() {}

  static String of(PrometheusRegistry registry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(bytes, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
