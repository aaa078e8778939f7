package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.inbox.HandlerSubscription;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.AuditedResponse.Action;
import io.fswebhook.war.http.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/** Shows handlers, pauses them and lets them go on. */
@Path("api/v1/handlers")
public final class HandlersResource {

  private final Receiver receiver;
  private final HandlerNames names;
  private final AuditedResponse response;

  HandlersResource(Receiver receiver, HandlerNames names, AuditedResponse response) {
    this.receiver = receiver;
    this.names = names;
    this.response = response;
  }

  /** Those that run on this node, and those that are subscribed and do not run. */
  @GET
  public Response handlers(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    Map<String, Long> pending = receiver.reader().pending();
    Map<String, String> plugins = plugins();
    Stream<HandlerView> running =
        receiver.handlers().stream()
            .map(
                status ->
                    HandlerView.of(
                        status,
                        pending.getOrDefault(status.name(), 0L),
                        plugins.get(status.name())));
    Stream<HandlerView> notRunning =
        receiver.subscriptions().notRunning().stream()
            .map(HandlerSubscription::handler)
            .map(name -> HandlerView.notRunning(name, pending.getOrDefault(name, 0L)));
    return EntityTags.answer(
        headers,
        new HandlerView.All(
            Stream.concat(running, notRunning)
                .sorted(Comparator.comparing(HandlerView::name))
                .toList()));
  }

  private Map<String, String> plugins() {
    Map<String, String> plugins = new HashMap<>();
    for (PluginReport report : receiver.plugins()) {
      report.handlers().forEach(handler -> plugins.put(handler, report.source().toString()));
    }
    return plugins;
  }

  /** Lets it begin nothing more. */
  @POST
  @Path("{name}/pause")
  public Response pause(
      @PathParam("name") String name,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Members.ofBody(body, headers);
    return change("pause", name, uri, security, receiver::pause);
  }

  /** Lets it go on. */
  @POST
  @Path("{name}/resume")
  public Response resume(
      @PathParam("name") String name,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Members.ofBody(body, headers);
    return change("resume", name, uri, security, receiver::resume);
  }

  private Response change(
      String action,
      String name,
      UriInfo uri,
      SecurityContext security,
      Function<String, CompletionStage<Void>> change) {
    Query.of(uri);
    if (!names.known().contains(name)) {
      throw ProblemException.notFound("There is no handler " + QuotedInput.of(name) + ".");
    }
    return response.answer(
        response.audited(
            new Action(Caller.of(security), action, "handler " + name, null),
            () -> change.apply(name)),
        done -> Response.noContent().build());
  }
}
