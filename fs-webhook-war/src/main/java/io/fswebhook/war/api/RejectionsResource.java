package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.inbox.KeptRejection;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.inbox.RejectionPage;
import io.fswebhook.core.inbox.RejectionQuery;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.schema.SchemaViolationException;
import io.fswebhook.core.verify.RejectionReason;
import io.fswebhook.war.http.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows rejected requests and the reasons. */
@Path("api/v1/rejections")
public record RejectionsResource(Receiver receiver, Redaction redaction) {

  private static final String CURSOR = "rejections";

  /** All reasons that are recorded. */
  private static final Map<String, String> REASONS =
      Stream.concat(
              Arrays.stream(RejectionReason.values()).map(RejectionReason::code),
              Stream.of(MalformedPayloadException.CODE, SchemaViolationException.CODE))
          .collect(Collectors.toMap(Function.identity(), Function.identity()));

  /** One page, newest first. */
  @GET
  public Response rejections(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query query = Query.of(uri, "reason", "limit", "cursor");
    RejectionPage page =
        receiver
            .reader()
            .rejections(
                new RejectionQuery(
                    query.oneOf("reason", REASONS).orElse(null),
                    query.place(CURSOR).orElse(null),
                    query.limit()));
    return EntityTags.answer(
        headers,
        Page.of(
            page.items(),
            kept -> RejectionView.of(kept, kept.rejection().findings(), null),
            Cursor.of(CURSOR, page.next())));
  }

  /** One in full; explained again if its body was stored. */
  @GET
  @Path("{id}")
  public Response rejection(
      @PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    KeptRejection kept =
        Query.id(id)
            .flatMap(receiver.reader()::rejection)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "There is no rejection "
                            + QuotedInput.of(id)
                            + "; only the last ones are kept."));
    byte[] body = kept.rejection().bodyStart();
    return EntityTags.answer(
        headers,
        RejectionView.of(
            kept, receiver.explain(kept), body == null ? null : redaction.shown(body)));
  }

  /** A rejected request in the API. Public for JSON-B. */
  public record RejectionView(
      String id,
      String receivedAt,
      String address,
      String reason,
      @Nullable String detail,
      int size,
      @Nullable String header,
      long leftOut,
      List<Finding> findings,
      @Nullable String body) {

    static RejectionView of(KeptRejection kept, List<Finding> findings, @Nullable String body) {
      Rejection rejection = kept.rejection();
      return new RejectionView(
          String.valueOf(kept.id()),
          Times.text(rejection.receivedAt()),
          rejection.address(),
          rejection.reason(),
          rejection.detail(),
          rejection.size(),
          rejection.header(),
          rejection.leftOut(),
          findings,
          body);
    }
  }
}
