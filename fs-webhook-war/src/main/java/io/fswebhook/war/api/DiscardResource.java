package io.fswebhook.war.api;

import io.fswebhook.core.Operations;
import io.fswebhook.core.inbox.HandlingFilter;
import io.fswebhook.core.inbox.HandlingState;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.Later.Action;
import io.fswebhook.war.http.ProblemException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Gives up what is dead. */
@Path("api/v1/deliveries")
public final class DiscardResource {

  private final Operations operations;
  private final HandlerNames names;
  private final Later later;

  DiscardResource(Operations operations, HandlerNames names, Later later) {
    this.operations = operations;
    this.names = names;
    this.later = later;
  }

  /** Those handlings that a filter applies to and that are dead. */
  @POST
  @Path("discard")
  public void discard(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body,
      @Suspended AsyncResponse answer) {
    Query.of(uri);
    Bulk bulk = Bulk.of(Members.ofBody(body, headers, Bulk.FILTER, Bulk.DRY_RUN));
    HandlingFilter dead = dead(bulk.filter());
    Action action =
        new Action(Caller.of(security), "discard", "deliveries: " + Filters.words(dead), null);
    later.check(
        answer,
        names.require(bulk.named()),
        () -> {
          if (bulk.dryRun()) {
            later.answer(
                answer, operations.count(dead), count -> Later.ok(Outcomes.Counted.of(count)));
            return;
          }
          later.act(
              answer,
              action,
              () -> operations.discard(dead),
              number -> Later.ok(new Outcomes.Discarded(false, number)));
        });
  }

  private static HandlingFilter dead(HandlingFilter filter) {
    if (filter.state() != null && filter.state() != HandlingState.DEAD) {
      throw ProblemException.badRequest(
          "filter.state must be dead, or absent, since nothing else can be discarded, was "
              + filter.state().code()
              + ".");
    }
    return filter.inState(HandlingState.DEAD);
  }
}
