package io.fswebhook.war.http;

import java.util.Map;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.jsonb.JsonBindingFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * The Jakarta REST application, which is all but {@link WebhookServlet}: everything is named here,
 * nothing is searched for.
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
   * WADL needs JAXB, which not every server has; an answer without a body is no server page. Jersey
   * still has to look up services: its own support for asynchronous answers is one.
   */
  private static Map<String, Object> properties() {
    return Map.of(
        ServerProperties.WADL_FEATURE_DISABLE, true,
        ServerProperties.BV_FEATURE_DISABLE, true,
        ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true,
        CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
        CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL");
  }
}
