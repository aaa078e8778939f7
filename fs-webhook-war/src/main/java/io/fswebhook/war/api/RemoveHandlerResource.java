package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.Later.Action;
import io.fswebhook.war.http.ProblemException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
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
  private final Later later;

  RemoveHandlerResource(Receiver receiver, Later later) {
    this.receiver = receiver;
    this.later = later;
  }

  /** What is received from now on is not for it, and what waits for it is discarded. */
  @DELETE
  @Path("{name}")
  public void remove(
      @PathParam("name") String name,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Suspended AsyncResponse answer) {
    boolean dryRun = Query.of(uri, Bulk.DRY_RUN).oneOf(Bulk.DRY_RUN, FLAG).orElse(false);
    long pending = receiver.reader().waiting().getOrDefault(name, 0L);
    check(name, pending);
    if (dryRun) {
      answer.resume(Later.ok(new Outcomes.Removable(true, pending)));
      return;
    }
    later.act(
        answer,
        new Action(Caller.of(security), "remove", "handler " + name, null),
        () -> receiver.subscriptions().remove(name),
        discarded -> Later.ok(new Outcomes.Discarded(false, discarded)));
  }

  private void check(String name, long pending) {
    if (receiver.subscriptions().isPresent(name)) {
      throw new ProblemException(
          Response.Status.CONFLICT,
          "handler-present",
          "The handler "
              + Shown.of(name)
              + " is still there and would subscribe again: take its plugin out of the plugins folder of"
              + " every node, or set fs.webhook.handlers."
              + name
              + ".enabled=false and start the receiver again.");
    }
    if (pending == 0 && receiver.subscriptions().of(name).isEmpty()) {
      throw ProblemException.notFound("There is no handler " + Shown.of(name) + ".");
    }
  }
}
