package io.fswebhook.war.api;

import io.fswebhook.core.EventInterest;
import io.fswebhook.core.OriginalRequest;
import io.fswebhook.core.Receiver;
import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.TaskSummary;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.access.ForOperators;
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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists deliveries, replays and deletes them, and discards dead letters. */
@Path("api/v1/deliveries")
public record DeliveriesResource(
    Receiver receiver,
    HandlerNames names,
    AuditedResponse response,
    Redaction redaction,
    List<String> signatureHeaders,
    Clock clock) {

  private static final String[] LIST_PARAMETERS =
      Stream.concat(Filters.NAMES.stream(), Stream.of("limit", "cursor")).toArray(String[]::new);

  /** One page, newest first. */
  @GET
  public Response deliveries(
      @Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
    Query query = Query.of(uri, LIST_PARAMETERS);
    DeliveryQuery wanted =
        new DeliveryQuery(
            redaction.admitted(Filters.of(query), security),
            query.cursor(DeliveryView.CURSOR).orElse(null),
            query.limit());
    return EntityTags.answer(
        headers, DeliveryView.of(receiver.reader().deliveries(wanted), waiting()));
  }

  /** One delivery in full. */
  @GET
  @Path("{id}")
  public Response delivery(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    DeliveryDetail detail = found(id);
    Map<String, EventInterest> interests =
        receiver.subscriptions().interests(detail.summary().eventName());
    return EntityTags.answer(
        headers,
        DeliveryView.of(
            detail,
            NotSubscribed.of(detail, interests),
            redaction.shown(detail.body()),
            signatureHeaders,
            waiting()));
  }

  /** One as it was sent, to be sent on; with its signature, so not for viewers. */
  @GET
  @Path("{id}/request")
  @ForOperators
  public Response request(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    OriginalRequest request = receiver.originalRequest(id).orElseThrow(() -> gone(id));
    return EntityTags.answer(headers, RequestView.of(request));
  }

  private WaitingFor waiting() {
    return WaitingFor.at(clock.instant(), receiver);
  }

  private DeliveryDetail found(String id) {
    return receiver.reader().delivery(id).orElseThrow(() -> gone(id));
  }

  private static ProblemException gone(String id) {
    return ProblemException.notFound(
        "There is no delivery " + QuotedInput.of(id) + "; it may have been deleted.");
  }

  /**
   * Replays one delivery to the named handlers, else to all that received it or would receive it
   * now.
   */
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
        found(id).summary().tasks().stream().map(TaskSummary::handler).collect(Collectors.toSet());
    TaskFilter filter = TaskFilter.ALL.ofDelivery(id);
    Action action = new Action(Caller.of(security), "replay", "delivery " + id, to(chosen));
    Supplier<CompletionStage<Replayed>> replay =
        () ->
            chosen == null
                ? receiver.operations().replayToSubscribersAnd(filter, had)
                : receiver.operations().replayTo(filter, chosen);
    return response.answer(
        names
            .require(chosen == null ? Set.of() : chosen)
            .thenCompose(passed -> response.audited(action, replay)),
        AuditedResponse::ok);
  }

  /**
   * Replays what matches a filter: each task to its own handler, or each delivery to the named
   * ones.
   */
  @POST
  @Path("replay")
  public Response replay(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Query.of(uri);
    Bulk bulk = Bulk.of(Members.ofBody(body, headers, Bulk.FILTER, Bulk.HANDLERS, Bulk.DRY_RUN));
    Caller caller = Caller.of(security);
    Action action =
        new Action(
            caller, "replay", "deliveries: " + Filters.words(bulk.filter()), to(bulk.handlers()));
    CompletionStage<Void> checked = names.require(bulk.named());
    return bulk.dryRun()
        ? counted(checked, bulk.filter())
        : response.operation(
            checked,
            action,
            () -> receiver.operations().replay(bulk.request(caller)),
            Outcomes.BulkReplayed::of);
  }

  private Response counted(CompletionStage<Void> checked, TaskFilter filter) {
    return response.inTime(
        checked.thenCompose(passed -> receiver.operations().count(filter)),
        count -> AuditedResponse.ok(Outcomes.Counted.of(count)),
        "counting takes too long; a filter by state dead or by ids takes less. Nothing was"
            + " changed");
  }

  private static @Nullable String to(@Nullable Set<String> handlers) {
    return handlers == null ? null : "to " + String.join(", ", handlers);
  }

  /** Discards the dead letters that match a filter. */
  @POST
  @Path("discard")
  public Response discard(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Query.of(uri);
    Bulk bulk = dead(Bulk.of(Members.ofBody(body, headers, Bulk.FILTER, Bulk.DRY_RUN)));
    Caller caller = Caller.of(security);
    Action action =
        new Action(caller, "discard", "deliveries: " + Filters.words(bulk.filter()), null);
    CompletionStage<Void> checked = names.require(bulk.named());
    return bulk.dryRun()
        ? counted(checked, bulk.filter())
        : response.operation(
            checked,
            action,
            () -> receiver.operations().discard(bulk.request(caller)),
            Outcomes.BulkDiscarded::of);
  }

  /**
   * Deletes what matches a filter for good. What was looked for is in neither audit nor operation.
   */
  @POST
  @Path("delete")
  public Response delete(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Query.of(uri);
    Bulk bulk = Bulk.of(Members.ofBody(body, headers, Bulk.FILTER, Bulk.DRY_RUN));
    Caller caller = Caller.of(security);
    String target = "deliveries: " + Filters.words(bulk.filter().withoutText());
    CompletionStage<Void> checked = names.require(bulk.named());
    return bulk.dryRun()
        ? counted(checked, bulk.filter())
        : response.operation(
            checked,
            new Action(caller, "delete", target, null),
            () -> receiver.operations().delete(bulk.request(caller)),
            Outcomes.BulkDeleted::of);
  }

  private static Bulk dead(Bulk bulk) {
    TaskFilter filter = bulk.filter();
    if (filter.state() != null && filter.state() != TaskState.DEAD) {
      throw ProblemException.badRequest(
          "filter.state must be dead or absent, since only dead letters can be discarded, was "
              + filter.state().code()
              + ".");
    }
    return new Bulk(filter.inState(TaskState.DEAD), null, bulk.dryRun());
  }
}
