package io.fswebhook.war.api;

import io.fswebhook.core.Operations;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.AuditedResponse.Action;
import io.fswebhook.war.http.ProblemException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** Gives up what is dead. */
@Path("api/v1/deliveries")
public final class DiscardResource {

  private final Operations operations;
  private final HandlerNames names;
  private final AuditedResponse response;

  DiscardResource(Operations operations, HandlerNames names, AuditedResponse response) {
    this.operations = operations;
    this.names = names;
    this.response = response;
  }

  /** Those tasks that a filter applies to and that are dead. */
  @POST
  @Path("discard")
  public Response discard(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Query.of(uri);
    Bulk bulk = Bulk.of(Members.ofBody(body, headers, Bulk.FILTER, Bulk.DRY_RUN));
    TaskFilter dead = dead(bulk.filter());
    Action action =
        new Action(Caller.of(security), "discard", "deliveries: " + Filters.words(dead), null);
    CompletionStage<Void> checked = names.require(bulk.named());
    return bulk.dryRun()
        ? response.answer(
            checked.thenCompose(passed -> operations.count(dead)),
            count -> AuditedResponse.ok(Outcomes.Counted.of(count)))
        : response.answer(
            checked.thenCompose(passed -> response.audited(action, () -> operations.discard(dead))),
            number -> AuditedResponse.ok(new Outcomes.Discarded(false, number)));
  }

  private static TaskFilter dead(TaskFilter filter) {
    if (filter.state() != null && filter.state() != TaskState.DEAD) {
      throw ProblemException.badRequest(
          "filter.state must be dead, or absent, since nothing else can be discarded, was "
              + filter.state().code()
              + ".");
    }
    return filter.inState(TaskState.DEAD);
  }
}
