package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.war.access.AccessFeature;
import io.fswebhook.war.http.ApiThreads;
import io.fswebhook.war.http.BoundResource;
import io.fswebhook.war.http.MetricsResource;
import io.fswebhook.war.http.Places;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * The resources below {@code /api/v1}, and the guard of these and all others.
 *
 * <p>A resource that reads the inbox has to be among those that {@code reading} names: else it
 * holds threads that deliveries need.
 */
public final class ManagementApi {

  /** More than a browser asks at a time, with a tab or two. */
  private static final int MOST_OF_ONE = 10;

  /** For operators. */
  private static final int RESERVED = 10;

  private ManagementApi() {}

  /** Adds them to an application. */
  public static void addTo(ResourceConfig application, ApiParts parts) {
    Set<Class<?>> open = parts.metricsPublic() ? Set.of(MetricsResource.class) : Set.of();
    application
        .register(new AccessFeature(parts.authenticator(), parts.external(), open))
        .registerResources(
            BoundResource.of(new SessionResource(parts.authenticator(), parts.external())),
            BoundResource.of(
                new AttentionResource(parts.receiver(), parts.alerts(), parts.clock())),
            BoundResource.of(new NodesResource(parts.receiver())),
            BoundResource.of(new TokensResource(parts.authenticator())));
    List<Object> reading = reading(parts);
    application
        .register(parts.threads())
        .register(
            new AdmitCallers(
                reading.stream().map(Object::getClass).collect(Collectors.toSet()),
                new Places(ApiThreads.MOST_REQUESTS, MOST_OF_ONE, RESERVED)));
    reading.forEach(each -> application.registerResources(BoundResource.onApiThreads(each)));
  }

  /** What reads the inbox or changes something in it. */
  private static List<Object> reading(ApiParts parts) {
    Receiver receiver = parts.receiver();
    HandlerNames names = new HandlerNames(receiver);
    AuditedResponse response = new AuditedResponse(receiver.operations(), parts.inboxTimeout());
    Redaction redaction = new Redaction(parts.settings());
    List<String> signatureHeaders = parts.setup().signature().headers();
    return List.of(
        new SetupResource(receiver, parts.external(), parts::setup),
        new DeliveriesResource(
            receiver, names, response, redaction, signatureHeaders, parts.clock()),
        new FeedResource(
            receiver,
            redaction,
            new WholeDeliveries(receiver.reader(), redaction, signatureHeaders),
            parts.clock()),
        new HandlersResource(receiver, names, response, parts.clock()),
        new RuleTrialsResource(receiver, names, redaction),
        new ErrorGroupsResource(receiver.reader(), redaction),
        new OperationsResource(receiver, response),
        new SettingsResource(parts.settings(), response),
        new SigningSecretsResource(receiver, parts.settings()),
        new PluginsResource(receiver),
        new RejectionsResource(receiver, redaction),
        new StatsResource(receiver, parts.clock()),
        new TestEventsResource(receiver, response, parts::setup, parts.clock()),
        new AlertsResource(receiver, parts.alerts(), response),
        new AuditResource(receiver.reader()));
  }
}
