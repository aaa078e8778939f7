package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.inbox.BulkOperation;
import io.fswebhook.core.inbox.OperationPage;
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

/** Shows bulk replays and discards, and cancels them. */
@Path("api/v1/operations")
public record OperationsResource(Receiver receiver, AuditedResponse response) {

  private static final String CURSOR = "operations";

  /** One page, newest first. */
  @GET
  public Response operations(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query query = Query.of(uri, "limit", "cursor");
    OperationPage page =
        receiver.reader().operations(query.place(CURSOR).orElse(null), query.limit());
    return EntityTags.answer(
        headers, Page.of(page.items(), OperationView::of, Cursor.of(CURSOR, page.next())));
  }

  /** One of them. */
  @GET
  @Path("{id}")
  public Response operation(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    return EntityTags.answer(headers, OperationView.of(found(id)));
  }

  /** It ends before its next step; what it did until then stays done. */
  @POST
  @Path("{id}/cancel")
  public Response cancel(
      @PathParam("id") String id,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Query.of(uri);
    Members.ofBody(body, headers);
    BulkOperation operation = found(id);
    if (operation.state() != BulkOperation.State.RUNNING) {
      return AuditedResponse.ok(OperationView.of(operation));
    }
    return response.answer(
        response.audited(
            new Action(Caller.of(security), "cancel", "operation " + id, null),
            () -> receiver.operations().cancel(operation.id())),
        done -> AuditedResponse.ok(OperationView.of(found(id))));
  }

  private BulkOperation found(String id) {
    return Query.id(id)
        .flatMap(receiver.reader()::operation)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "There is no operation " + QuotedInput.of(id) + "; it may have been deleted."));
  }
}
