package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.war.http.ExternalAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Shows the configuration of the receiver. */
@Path("api/v1/setup")
public record SetupResource(
    Receiver receiver, ExternalAddress external, Supplier<SetupFacts> setup) {

  private static final DeliveryQuery YOUNGEST = new DeliveryQuery(TaskFilter.ALL, null, 1);

  /** Everything except secrets. */
  @GET
  public Response setup(
      @Context HttpServletRequest request, @Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    SetupFacts facts = setup.get();
    String base = external.ownAddress(request).base();
    return EntityTags.answer(
        headers,
        new Setup(
            facts.version(),
            base + "webhook",
            facts.secrets(),
            facts.signature(),
            base + "streams/",
            facts.streams(),
            facts.pluginFolders(),
            !receiver.reader().deliveries(YOUNGEST).items().isEmpty(),
            EventCatalogue.names(),
            facts.inbox(),
            warnings(facts)));
  }

  private List<String> warnings(SetupFacts facts) {
    List<String> warnings = new ArrayList<>(facts.advice());
    warnings.addAll(receiver.topicWarnings());
    if (receiver.integrity().map(Integrity::state).orElse(null) == Integrity.State.DAMAGED) {
      warnings.add(
          "Part of the inbox cannot be read. Deliveries go on being stored where they can be. The log"
              + " says what to do; check-inbox finds what is damaged.");
    }
    if (receiver.handlers().isEmpty()) {
      warnings.add(
          "No handler is running: deliveries are stored but not handled. Copy a plugin into "
              + facts.pluginFolders().get(0)
              + ".");
    }
    for (PluginReport report : receiver.plugins()) {
      warnings.addAll(report.problems());
    }
    warnings.addAll(receiver.subscriptions().unknown());
    return warnings;
  }

  /** How the receiver is set up. Public for JSON-B. */
  public record Setup(
      String version,
      String webhookUrl,
      SetupFacts.Secrets secrets,
      SetupFacts.Signature signature,
      String streamsUrl,
      List<StreamFacts> streams,
      List<String> pluginFolders,
      boolean anyDelivery,
      List<String> events,
      String inbox,
      List<String> warnings) {}
}
