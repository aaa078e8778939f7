package io.fswebhook.war.http;

import jakarta.servlet.http.HttpServlet;
import java.util.function.Consumer;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * What the standalone server answers with.
 *
 * @param webhook takes the deliveries
 * @param bodies reads bodies for all else
 * @param application answers all else but the console
 * @param health answers about the health by itself
 * @param limits of what clients may make the server hold
 * @param refused is told the code of what was dropped
 */
public record ServedParts(
    HttpServlet webhook,
    BodyFilter bodies,
    ResourceConfig application,
    HealthAnswer.Source health,
    ClientLimits limits,
    Consumer<String> refused) {

  public static ServedParts of(ApplicationParts parts, ResourceConfig application) {
    return new ServedParts(
        new WebhookServlet(parts),
        new BodyFilter(parts),
        application,
        HealthAnswer.of(parts.ingest()),
        parts.limits(),
        parts.ingest()::refused);
  }
}
