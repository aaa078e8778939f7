package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.inbox.HandlerSubscription;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.AuditedResponse.Action;
import io.fswebhook.war.http.ProblemException;
import jakarta.ws.rs.DELETE;
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

/**
 * Lists handlers, pauses and resumes them, and removes the subscriptions of those that are gone.
 */
@Path("api/v1/handlers")
public final class HandlersResource {

  private static final Map<String, Boolean> FLAG = Map.of("true", true, "false", false);

  private final Receiver receiver;
  private final HandlerNames names;
  private final AuditedResponse response;

  HandlersResource(Receiver receiver, HandlerNames names, AuditedResponse response) {
    this.receiver = receiver;
    this.names = names;
    this.response = response;
  }

  /** The handlers of this node, and subscribed handlers that are not running. */
  @GET
  public Response handlers(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    Backlog backlog = receiver.reader().backlog();
    Map<String, String> plugins = plugins();
    Stream<HandlerView> running =
        receiver.handlers().stream()
            .map(
                status ->
                    HandlerView.of(
                        status,
                        backlog.of(status.name()).unfinished(),
                        plugins.get(status.name())));
    Stream<HandlerView> notRunning =
        receiver.subscriptions().notRunning().stream()
            .map(HandlerSubscription::handler)
            .map(name -> HandlerView.notRunning(name, backlog.of(name).unfinished()));
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

  /** Stops starting attempts. */
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

  /** Resumes starting attempts. */
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

  /** It gets no new deliveries, and its pending tasks are discarded. */
  @DELETE
  @Path("{name}")
  public Response remove(
      @PathParam("name") String name, @Context UriInfo uri, @Context SecurityContext security) {
    boolean dryRun = Query.of(uri, Bulk.DRY_RUN).oneOf(Bulk.DRY_RUN, FLAG).orElse(false);
    long pending = receiver.reader().backlog().of(name).unfinished();
    requireAbsent(name, pending);
    if (dryRun) {
      return AuditedResponse.ok(new Outcomes.Removable(true, pending));
    }
    return response.answer(
        response.audited(
            new Action(Caller.of(security), "remove", "handler " + name, null),
            () -> receiver.subscriptions().remove(name)),
        discarded -> AuditedResponse.ok(new Outcomes.Discarded(false, discarded)));
  }

  private void requireAbsent(String name, long pending) {
    if (receiver.subscriptions().isPresent(name)) {
      throw new ProblemException(
          Response.Status.CONFLICT,
          "handler-present",
          "The handler "
              + QuotedInput.of(name)
              + " is still present and would subscribe again: remove its plugin from the plugins"
              + " folder of every node, or set fs.webhook.handlers."
              + name
              + ".enabled=false and restart the receiver.");
    }
    if (pending == 0 && receiver.subscriptions().of(name).isEmpty()) {
      throw ProblemException.notFound("There is no handler " + QuotedInput.of(name) + ".");
    }
  }
}
