package io.fswebhook.war.api;

import io.fswebhook.war.access.AccessFeature;
import io.fswebhook.war.http.BoundResource;
import io.fswebhook.war.http.MetricsResource;
import io.fswebhook.war.live.EventsResource;
import java.util.Set;
import org.glassfish.jersey.media.sse.SseFeature;
import org.glassfish.jersey.server.ResourceConfig;

/** The resources below {@code /api/v1}, and the guard of these and all others. */
public final class ManagementApi {

  private ManagementApi() {}

  /** Adds them to an application. */
  public static void addTo(ResourceConfig application, ApiParts parts) {
    Set<Class<?>> open = parts.metricsPublic() ? Set.of(MetricsResource.class) : Set.of();
    application
        .register(new AccessFeature(parts.gatekeeper(), open))
        .register(SseFeature.class)
        .registerResources(
            BoundResource.of(new SessionResource(parts.gatekeeper())),
            BoundResource.of(new EventsResource(parts.live())));
  }
}
