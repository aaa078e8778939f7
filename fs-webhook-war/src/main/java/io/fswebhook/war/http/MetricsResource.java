package io.fswebhook.war.http;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Shows the metrics as Prometheus text. */
@Path("metrics")
public record MetricsResource(PrometheusRegistry registry) {

  private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();

  /** All metrics as they are now. */
  @GET
  public Response scrape() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    WRITER.write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    return Response.ok(text.toByteArray(), PrometheusTextFormatWriter.CONTENT_TYPE).build();
  }
}
