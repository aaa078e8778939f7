package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.alert.AlertWatcher;
import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.inbox.AlertPage;
import io.fswebhook.core.inbox.AlertQuery;
import io.fswebhook.core.inbox.KeptAlert;
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
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows alerts, the open ones and their history, and acknowledges them. */
@Path("api/v1/alerts")
public record AlertsResource(Receiver receiver, AlertWatcher watcher, AuditedResponse response) {

  static final String OPEN = "open";
  static final String RESOLVED = "resolved";

  private static final String CURSOR = "alerts";
  private static final Map<String, Boolean> STATES = Map.of(OPEN, true, RESOLVED, false);
  private static final Map<String, String> KINDS =
      Arrays.stream(Kind.values())
          .map(Kind::code)
          .collect(Collectors.toMap(Function.identity(), Function.identity()));

  /** One page, newest first. */
  @GET
  public Response alerts(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query query = Query.of(uri, "state", "kind", "subject", "limit", "cursor");
    AlertPage page =
        receiver
            .reader()
            .alerts(
                new AlertQuery(
                    query.oneOf("state", STATES).orElse(null),
                    query.oneOf("kind", KINDS).orElse(null),
                    query.text("subject").orElse(null),
                    query.place(CURSOR).orElse(null),
                    query.limit()));
    return EntityTags.answer(
        headers, Page.of(page.items(), AlertView::of, Cursor.of(CURSOR, page.next())));
  }

  /** One of them. */
  @GET
  @Path("{id}")
  public Response alert(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    return EntityTags.answer(headers, AlertView.of(found(id)));
  }

  /** Targets are not reminded of it any more. */
  @POST
  @Path("{id}/acknowledge")
  public Response acknowledge(
      @PathParam("id") String id,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Query.of(uri);
    String note = Members.ofBody(body, headers, "note").text("note").orElse(null);
    KeptAlert alert = found(id);
    if (!alert.isOpen()) {
      throw resolved();
    }
    Caller caller = Caller.of(security);
    return response.answer(
        response.audited(
            new Action(caller, "acknowledge", "alert " + id, note),
            () -> receiver.alerts().acknowledge(alert.id(), caller.name(), note)),
        acknowledged -> {
          if (!acknowledged) {
            throw resolved();
          }
          watcher.refresh();
          return AuditedResponse.ok(AlertView.of(found(id)));
        });
  }

  private static ProblemException resolved() {
    return new ProblemException(
        Response.Status.CONFLICT,
        "alert-resolved",
        "The alert is resolved, so there is nothing to acknowledge.");
  }

  private KeptAlert found(String id) {
    return Query.id(id)
        .flatMap(receiver.reader()::alert)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "There is no alert " + QuotedInput.of(id) + "; it may have been deleted."));
  }
}
