package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.inbox.FeedPage;
import io.fswebhook.core.inbox.FeedQuery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Shows deliveries as they arrive. */
@Path("api/v1/feed")
public record FeedResource(
    Receiver receiver, Redaction redaction, WholeDeliveries whole, Clock clock) {

  private static final Map<String, Boolean> FLAG = Map.of("true", true, "false", false);

  private static final String CURSOR = "feed";

  private static final String[] PARAMETERS = {
    "source",
    "event",
    "handler",
    "organisation",
    "from",
    "before",
    "text",
    "limit",
    "cursor",
    "body"
  };

  /** Those after a place, oldest first. */
  @GET
  public Response feed(
      @Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
    Query query = Query.of(uri, PARAMETERS);
    FeedQuery wanted =
        new FeedQuery(
            redaction.admitted(Filters.of(query), security),
            query.place(CURSOR).orElse(null),
            query.limit());
    FeedPage page = receiver.reader().feed(wanted);
    WaitingFor waiting = WaitingFor.at(clock.instant(), receiver);
    if (query.oneOf("body", FLAG).orElse(false)) {
      page = WholeDeliveries.fitting(page);
      return answer(headers, page, whole.of(page, waiting));
    }
    return answer(
        headers, page, page.items().stream().map(each -> DeliveryView.of(each, waiting)).toList());
  }

  private static Response answer(HttpHeaders headers, FeedPage page, List<DeliveryView> items) {
    return EntityTags.answer(
        headers,
        new Feed(
            items, Cursor.at(CURSOR, page.start()), Cursor.at(CURSOR, page.end()), page.more()));
  }

  /**
   * A page. Public for JSON-B.
   *
   * @param cursor of this page, to ask for it again
   * @param nextCursor always there
   * @param more whether to ask for the next page at once
   */
  public record Feed(List<DeliveryView> items, String cursor, String nextCursor, boolean more) {}
}
