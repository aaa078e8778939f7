package io.fswebhook.core.dispatch;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.inbox.TargetResponse;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.plugin.ActiveHandler;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes a stored delivery to a handler; parses it again if it was read back from disk. */
record CallHandler(ActiveHandler handler, EventParser parser) {

  void with(HandlerTask task, Consumer<TargetResponse> reported) throws Exception {
    StoredDelivery stored = task.delivery();
    handler.handle(
        new DispatchedDelivery(
            stored,
            stored.event() == null ? parse(stored) : stored.event(),
            task.attempts() + 1,
            reported));
  }

  private WebhookEvent parse(StoredDelivery stored) {
    try {
      return parser.parse(stored.request()).event();
    } catch (MalformedPayloadException e) {
      throw new GiveUpException("the stored body no longer parses: " + e.getMessage(), e);
    }
  }

  /** What a handler sees of a stored delivery. */
  private record DispatchedDelivery(
      StoredDelivery stored, WebhookEvent event, int attempt, Consumer<TargetResponse> reported)
      implements Delivery {

    @Override
    public String id() {
      return stored.id();
    }

    @Override
    public Instant receivedAt() {
      return stored.request().receivedAt();
    }

    @Override
    public @Nullable Instant signedAt() {
      return stored.request().signedAt();
    }

    @Override
    public @Nullable String orgId() {
      return stored.request().orgId();
    }

    @Override
    public byte[] body() {
      return stored.request().body().clone();
    }

    @Override
    public void reportResponse(int status, @Nullable String text) {
      reported.accept(TargetResponse.reported(status, text));
    }

    /** Without the event: a plugin that logs a delivery must not log what a note says. */
    @Override
    public String toString() {
      return "delivery " + id() + " (" + event.eventName() + ", attempt " + attempt + ")";
    }
  }
}
