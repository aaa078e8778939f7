package io.fswebhook.war.http;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Shows the metrics as Prometheus text. */
@Path("metrics")
public final class MetricsResource {

  private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();

  private final PrometheusRegistry metrics;
  private final boolean isPublic;
  private final BearerToken token;

  MetricsResource(PrometheusRegistry metrics, boolean isPublic, BearerToken token) {
    this.metrics = metrics;
    this.isPublic = isPublic;
    this.token = token;
  }

  /** All metrics as they are now. */
  @GET
  public Response metrics(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization)
      throws IOException {
    if (!isPublic && !token.isIn(authorization)) {
      return Problem.of(
              Response.Status.UNAUTHORIZED,
              "unauthorized",
              "The admin token is needed as a bearer token.")
          .toAnswer()
          .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
          .build();
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    WRITER.write(text, metrics.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    return Response.ok(text.toByteArray(), PrometheusTextFormatWriter.CONTENT_TYPE).build();
  }
}
