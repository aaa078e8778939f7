package io.fswebhook.war.api;

import io.fswebhook.core.Operations;
import io.fswebhook.core.Receiver;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.war.access.AccessFeature;
import io.fswebhook.war.http.BoundResource;
import io.fswebhook.war.http.MetricsResource;
import io.fswebhook.war.live.EventsResource;
import java.util.List;
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
        .register(new AccessFeature(parts.gatekeeper(), parts.external(), open))
        .register(SseFeature.class);
    resources(parts).forEach(each -> application.registerResources(BoundResource.of(each)));
  }

  private static List<Object> resources(ApiParts parts) {
    Receiver receiver = parts.receiver();
    InboxReader reader = receiver.reader();
    Operations operations = receiver.operations();
    HandlerNames names = new HandlerNames(receiver);
    Later later = new Later(parts.answers(), operations);
    return List.of(
        new SessionResource(parts.gatekeeper(), parts.external()),
        new SetupResource(receiver, parts.external(), parts.setup()),
        new DeliveriesResource(reader, parts.setup().signature().headers()),
        new ReplayResource(reader, operations, names, later),
        new DiscardResource(operations, names, later),
        new HandlersResource(receiver, parts.live(), names, later),
        new RemoveHandlerResource(receiver, parts.live(), later),
        new PluginsResource(receiver),
        new RejectionsResource(receiver),
        new StatsResource(receiver, parts.clock()),
        new TestEventsResource(receiver, later, parts.clock()),
        new AuditResource(reader),
        new EventsResource(parts.live(), parts.gatekeeper()::stillAllowed));
  }
}
