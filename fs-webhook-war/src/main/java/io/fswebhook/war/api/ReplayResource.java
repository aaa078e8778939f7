package io.fswebhook.war.api;

import io.fswebhook.core.Operations;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskSummary;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.AuditedResponse.Action;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hands deliveries to handlers again. */
@Path("api/v1/deliveries")
public final class ReplayResource {

  private static final String ACTION = "replay";

  private final InboxReader reader;
  private final Operations operations;
  private final HandlerNames names;
  private final AuditedResponse response;

  ReplayResource(
      InboxReader reader, Operations operations, HandlerNames names, AuditedResponse response) {
    this.reader = reader;
    this.operations = operations;
    this.names = names;
    this.response = response;
  }

  /** One: to the handlers that are named, else to all that had it or would get it now. */
  @POST
  @Path("{id}/replay")
  public Response replayOne(
      @PathParam("id") String id,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Query.of(uri);
    Members members = Members.ofBody(body, headers, Bulk.HANDLERS);
    Set<String> chosen = Bulk.handlers(members);
    Set<String> had =
        DeliveriesResource.found(reader, id).summary().tasks().stream()
            .map(TaskSummary::handler)
            .collect(Collectors.toSet());
    TaskFilter filter = TaskFilter.ALL.ofDelivery(id);
    Action action = new Action(Caller.of(security), ACTION, "delivery " + id, to(chosen));
    Supplier<CompletionStage<Replayed>> replay =
        () ->
            chosen == null
                ? operations.replayToSubscribersAnd(filter, had)
                : operations.replayTo(filter, chosen);
    return response.answer(
        names
            .require(chosen == null ? Set.of() : chosen)
            .thenCompose(passed -> response.audited(action, replay)),
        done -> AuditedResponse.ok(Outcomes.Replayed.of(done)));
  }

  /** Those that a filter applies to: each at its own handler, or all to those that are named. */
  @POST
  @Path("replay")
  public Response replay(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Query.of(uri);
    Bulk bulk = Bulk.of(Members.ofBody(body, headers, Bulk.FILTER, Bulk.HANDLERS, Bulk.DRY_RUN));
    Action action =
        new Action(Caller.of(security), ACTION, "deliveries: " + bulk.words(), to(bulk.handlers()));
    CompletionStage<Void> checked = names.require(bulk.named());
    return bulk.dryRun()
        ? response.answer(
            checked.thenCompose(passed -> operations.count(bulk.filter())),
            count -> AuditedResponse.ok(Outcomes.Counted.of(count)))
        : response.answer(
            checked.thenCompose(passed -> response.audited(action, () -> replay(bulk))),
            done -> AuditedResponse.ok(Outcomes.BulkReplayed.of(done)));
  }

  private CompletionStage<Replayed> replay(Bulk bulk) {
    Set<String> handlers = bulk.handlers();
    return handlers == null
        ? operations.replay(bulk.filter())
        : operations.replayTo(bulk.filter(), handlers);
  }

  private static @Nullable String to(@Nullable Set<String> handlers) {
    return handlers == null ? null : "to " + String.join(", ", handlers);
  }
}
