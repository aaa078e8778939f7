package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.AuditedResponse.Action;
import io.fswebhook.war.http.ProblemException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;

/** Ends the subscriptions of handlers whose plugins are gone. */
@Path("api/v1/handlers")
public final class RemoveHandlerResource {

  private static final Map<String, Boolean> FLAG = Map.of("true", true, "false", false);

  private final Receiver receiver;
  private final AuditedResponse response;

  RemoveHandlerResource(Receiver receiver, AuditedResponse response) {
    this.receiver = receiver;
    this.response = response;
  }

  /** What is received from now on is not for it, and what waits for it is discarded. */
  @DELETE
  @Path("{name}")
  public Response remove(
      @PathParam("name") String name, @Context UriInfo uri, @Context SecurityContext security) {
    boolean dryRun = Query.of(uri, Bulk.DRY_RUN).oneOf(Bulk.DRY_RUN, FLAG).orElse(false);
    long pending = receiver.reader().pending().getOrDefault(name, 0L);
    check(name, pending);
    if (dryRun) {
      return AuditedResponse.ok(new Outcomes.Removable(true, pending));
    }
    return response.answer(
        response.audited(
            new Action(Caller.of(security), "remove", "handler " + name, null),
            () -> receiver.subscriptions().remove(name)),
        discarded -> AuditedResponse.ok(new Outcomes.Discarded(false, discarded)));
  }

  private void check(String name, long pending) {
    if (receiver.subscriptions().isPresent(name)) {
      throw new ProblemException(
          Response.Status.CONFLICT,
          "handler-present",
          "The handler "
              + QuotedInput.of(name)
              + " is still there and would subscribe again: take its plugin out of the plugins folder of"
              + " every node, or set fs.webhook.handlers."
              + name
              + ".enabled=false and start the receiver again.");
    }
    if (pending == 0 && receiver.subscriptions().of(name).isEmpty()) {
      throw ProblemException.notFound("There is no handler " + QuotedInput.of(name) + ".");
    }
  }
}
