package io.fswebhook.war.api;

import io.fswebhook.core.Operations;
import io.fswebhook.core.inbox.HandlingFilter;
import io.fswebhook.core.inbox.HandlingSummary;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.Later.Action;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hands deliveries to handlers again. */
@Path("api/v1/deliveries")
public final class ReplayResource {

  private static final String ACTION = "replay";

  private final InboxReader reader;
  private final Operations operations;
  private final HandlerNames names;
  private final Later later;

  ReplayResource(InboxReader reader, Operations operations, HandlerNames names, Later later) {
    this.reader = reader;
    this.operations = operations;
    this.names = names;
    this.later = later;
  }

  /** One: to the handlers that are named, else to all that had it or would get it now. */
  @POST
  @Path("{id}/replay")
  public void replayOne(
      @PathParam("id") String id,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body,
      @Suspended AsyncResponse answer) {
    Query.of(uri);
    Members members = Members.ofBody(body, headers, Bulk.HANDLERS);
    Set<String> chosen = Bulk.handlers(members);
    Set<String> had =
        DeliveriesResource.found(reader, id).summary().handlings().stream()
            .map(HandlingSummary::handler)
            .collect(Collectors.toSet());
    HandlingFilter filter = HandlingFilter.ALL.ofDelivery(id);
    Action action = new Action(Caller.of(security), ACTION, "delivery " + id, to(chosen));
    later.check(
        answer,
        names.require(chosen == null ? Set.of() : chosen),
        () ->
            later.act(
                answer,
                action,
                () ->
                    chosen == null
                        ? operations.replayToSubscribersAnd(filter, had)
                        : operations.replayTo(filter, chosen),
                done -> Later.ok(Outcomes.Replayed.of(done))));
  }

  /** Those that a filter applies to: each at its own handler, or all to those that are named. */
  @POST
  @Path("replay")
  public void replay(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body,
      @Suspended AsyncResponse answer) {
    Query.of(uri);
    Bulk bulk = Bulk.of(Members.ofBody(body, headers, Bulk.FILTER, Bulk.HANDLERS, Bulk.DRY_RUN));
    Action action =
        new Action(Caller.of(security), ACTION, "deliveries: " + bulk.words(), to(bulk.handlers()));
    later.check(
        answer,
        names.require(bulk.named()),
        () -> {
          if (bulk.dryRun()) {
            later.answer(
                answer,
                operations.count(bulk.filter()),
                count -> Later.ok(Outcomes.Counted.of(count)));
            return;
          }
          later.act(
              answer, action, () -> replay(bulk), done -> Later.ok(Outcomes.BulkReplayed.of(done)));
        });
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
