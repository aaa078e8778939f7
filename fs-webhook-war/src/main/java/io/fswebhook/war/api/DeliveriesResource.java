package io.fswebhook.war.api;

import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.war.http.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Shows deliveries. */
@Path("api/v1/deliveries")
public final class DeliveriesResource {

  private final InboxReader reader;
  private final List<String> signatureHeaders;

  DeliveriesResource(InboxReader reader, List<String> signatureHeaders) {
    this.reader = reader;
    this.signatureHeaders = List.copyOf(signatureHeaders);
  }

  /** Some of them, the youngest first. */
  @GET
  public Response deliveries(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query query =
        Query.of(
            uri,
            "event",
            "state",
            "handler",
            "organisation",
            "from",
            "before",
            "text",
            "limit",
            "cursor");
    DeliveryQuery wanted =
        new DeliveryQuery(
            Filters.of(query),
            query.text("text").orElse(null),
            query.cursor(DeliveryView.CURSOR).orElse(null),
            query.limit());
    return EntityTags.answer(headers, DeliveryView.of(reader.deliveries(wanted)));
  }

  /** All of one. */
  @GET
  @Path("{id}")
  public Response delivery(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    return EntityTags.answer(headers, DeliveryView.of(found(reader, id), signatureHeaders));
  }

  static DeliveryDetail found(InboxReader reader, String id) {
    return reader
        .delivery(id)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "There is no delivery "
                        + QuotedInput.of(id)
                        + "; it may have been deleted by now."));
  }
}
