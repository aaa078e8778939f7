package io.fswebhook.war.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.lang.annotation.Annotation;
import java.util.Map;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.jsonb.JsonBindingFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * The Jakarta REST application, which serves everything except {@link WebhookServlet}. Components
 * are registered explicitly; nothing is scanned.
 */
public final class ReceiverApplication {

  private ReceiverApplication() {}

  /** The application of one receiver. */
  public static ResourceConfig of(ApplicationParts parts) {
    return new ResourceConfig()
        .setApplicationName("fs-webhook")
        .addProperties(properties())
        .register(JsonBindingFeature.class)
        .register(new AnswerHeaders())
        .register(new ProblemMapper())
        .registerResources(
            BoundResource.of(new HealthResource(parts.ingest())),
            BoundResource.of(new MetricsResource(parts.metrics())),
            BoundResource.of(new DescriptionResource()));
  }

  /**
   * WADL needs JAXB, which not every server has; errors without a body must not become server error
   * pages. Service lookup stays on for {@link AsyncRequests}.
   */
  private static Map<String, Object> properties() {
    return Map.of(
        ServerProperties.WADL_FEATURE_DISABLE, true,
        ServerProperties.BV_FEATURE_DISABLE, true,
        ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true,
        CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
        CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL");
  }

  /**
   * Sets the common headers, and adds a problem to errors that Jersey answers without a body, such
   * as an unreadable header.
   */
  private static final class AnswerHeaders implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      if (response.getStatus() >= 400 && !response.hasEntity()) {
        response.setEntity(
            Problem.of(response.getStatusInfo()), new Annotation[0], Problem.MEDIA_TYPE);
      }
      CommonHeaders.set(response.getHeaders()::putSingle);
    }
  }
}
