package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.alert.AlertWatcher;
import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.inbox.KeptAlert;
import io.fswebhook.core.node.InstalledVersion;
import io.fswebhook.war.api.AlertView.AcknowledgementView;
import io.fswebhook.war.http.JsonText;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what needs attention now, also while the inbox is unavailable. */
@Path("api/v1/attention")
public record AttentionResource(Receiver receiver, AlertWatcher watcher, Clock clock) {

  /** Most urgent first. Has no ETag: what it says is different each time, if only the time. */
  @GET
  public Response attention(@Context UriInfo uri) {
    Query.of(uri);
    Attention now =
        new Attention(
            Times.text(clock.instant()),
            InstalledVersion.get(),
            receiver.isReady(),
            receiver.attention().stream().map(this::item).toList());
    return Response.ok(JsonText.of(now), MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** All of it. Public for JSON-B. */
  public record Attention(String asOf, String version, boolean ready, List<Item> items) {}

  private Item item(AttentionItem item) {
    return Item.of(item, watcher.of(item).orElse(null));
  }

  /** One item. Public for JSON-B. */
  public record Item(
      String kind,
      String severity,
      @Nullable String subject,
      String text,
      String advice,
      @Nullable String since,
      @Nullable Long count,
      @Nullable String alertId,
      @Nullable AcknowledgementView acknowledged) {

    static Item of(AttentionItem item, @Nullable KeptAlert alert) {
      Instant since = item.since();
      return new Item(
          item.kind().code(),
          item.severity().code(),
          item.subject(),
          item.text(),
          item.kind().advice(),
          Times.textOrNull(since == null && alert != null ? alert.openedAt() : since),
          item.count(),
          alert == null ? null : String.valueOf(alert.id()),
          alert == null ? null : AcknowledgementView.ofNullable(alert.acknowledged()));
    }
  }
}
