package io.fswebhook.war.http;

import jakarta.servlet.http.HttpServlet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * What the standalone server serves.
 *
 * @param webhook receives the deliveries
 * @param bodies reads the bodies of all other requests
 * @param application serves everything else except the console; created only once deliveries are
 *     accepted
 * @param health serves the health checks
 * @param limits on resources that clients may hold
 * @param refused receives the code of dropped connections and responses
 */
public record ServedParts(
    HttpServlet webhook,
    BodyFilter bodies,
    Supplier<ResourceConfig> application,
    HealthAnswer.Source health,
    ClientLimits limits,
    Consumer<String> refused) {

  public static ServedParts of(ApplicationParts parts, Supplier<ResourceConfig> application) {
    return new ServedParts(
        new WebhookServlet(parts),
        new BodyFilter(parts),
        application,
        HealthAnswer.of(parts.ingest()),
        parts.limits(),
        parts.ingest()::refused);
  }
}
