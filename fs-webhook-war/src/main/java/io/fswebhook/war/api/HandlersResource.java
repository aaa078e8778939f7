package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.inbox.HandlerStep;
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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Lists handlers, pauses and resumes them, and removes the subscriptions of those that are gone.
 */
@Path("api/v1/handlers")
public record HandlersResource(
    Receiver receiver, HandlerNames names, AuditedResponse response, Clock clock) {

  private static final Map<String, Boolean> FLAG = Map.of("true", true, "false", false);

  /** The handlers of this node, and subscribed handlers that are not running. */
  @GET
  public Response handlers(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    return EntityTags.answer(headers, new Page<>(ListHandlers.of(receiver), null));
  }

  /** The attempts of one over the last hour, day or week. */
  @GET
  @Path("{name}/activity")
  public Response activity(
      @PathParam("name") String name, @Context UriInfo uri, @Context HttpHeaders headers) {
    TimeRange range = TimeRange.of(Query.of(uri, TimeRange.PARAMETER), clock);
    List<HandlerStep> steps =
        receiver.reader().activity(name, range.from(), range.before(), range.step());
    if (!names.known().contains(name) && steps.stream().allMatch(HandlersResource::isIdle)) {
      throw notFound(name);
    }
    return EntityTags.answer(headers, HandlerActivity.of(range, steps));
  }

  private static boolean isIdle(HandlerStep step) {
    return step.succeeded() + step.failed() == 0;
  }

  private static ProblemException notFound(String name) {
    return ProblemException.notFound("There is no handler " + QuotedInput.of(name) + ".");
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
      throw notFound(name);
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
              + ".enabled=false.");
    }
    if (pending == 0 && receiver.subscriptions().of(name).isEmpty()) {
      throw ProblemException.notFound(
          "The handler "
              + QuotedInput.of(name)
              + " is not subscribed and has no unfinished tasks, so there is nothing to remove.");
    }
  }
}
