package io.fswebhook.war.api;

import io.fswebhook.core.AttentionItem;
import io.fswebhook.core.Receiver;
import io.fswebhook.war.http.JsonText;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what needs attention now, also while the inbox is unavailable. */
@Path("api/v1/attention")
public record AttentionResource(Receiver receiver, Clock clock) {

  /** Most urgent first. Has no ETag: what it says is different each time, if only the time. */
  @GET
  public Response attention(@Context UriInfo uri) {
    Query.of(uri);
    Attention now =
        new Attention(
            Times.text(clock.instant()),
            receiver.isReady(),
            receiver.attention().stream().map(Item::of).toList());
    return Response.ok(JsonText.of(now), MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** All of it. Public for JSON-B. */
  public record Attention(String asOf, boolean ready, List<Item> items) {}

  /** One item. Public for JSON-B. */
  public record Item(
      String kind,
      String severity,
      @Nullable String subject,
      String text,
      @Nullable String since,
      @Nullable Long count) {

    static Item of(AttentionItem item) {
      return new Item(
          item.kind().code(),
          item.severity().code(),
          item.subject(),
          item.text(),
          Times.textOrNull(item.since()),
          item.count());
    }
  }
}
