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
import io.fswebhook.core.rule.EventValues;
import io.fswebhook.core.rule.ExpressionFailedException;
import io.fswebhook.core.rule.Filter;
import io.fswebhook.core.rule.HandlerRule;
import io.fswebhook.core.rule.OrderBy;
import io.fswebhook.core.trace.TraceContext;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes a stored delivery to a handler; parses it again if it was read back from disk. */
record CallHandler(ActiveHandler handler, EventParser parser) {

  void with(HandlerTask task, AttemptSpan span, Consumer<TargetResponse> reported)
      throws Exception {
    StoredDelivery stored = task.delivery();
    WebhookEvent event = stored.event() == null ? parse(stored) : stored.event();
    span.event(event.eventName());
    if (task.undecided()) {
      requireRule(
          new EventValues(event.eventName(), stored.request().orgId(), stored.request().body()));
    }
    handler.handle(
        new DispatchedDelivery(stored, event, task.attempts() + 1, span.context(), reported));
  }

  /** The rule of now, which may have been corrected since the delivery was received. */
  private void requireRule(EventValues event) throws FilterException {
    HandlerRule rule = handler.settings().rule();
    if (rule.filter() != null) {
      requireMatch(rule.filter(), event);
    }
    if (rule.orderBy() != null) {
      requireOrder(rule.orderBy(), event);
    }
  }

  private void requireMatch(Filter filter, EventValues event) throws FilterException {
    try {
      if (!filter.matches(event)) {
        throw FilterException.unmatched(handler.name());
      }
    } catch (ExpressionFailedException e) {
      throw FilterException.failed(handler.name(), "filter", e);
    }
  }

  private void requireOrder(OrderBy orderBy, EventValues event) throws FilterException {
    try {
      var unused = orderBy.key(event);
    } catch (ExpressionFailedException e) {
      throw FilterException.failed(handler.name(), "order-by", e);
    }
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
      StoredDelivery stored,
      WebhookEvent event,
      int attempt,
      @Nullable TraceContext trace,
      Consumer<TargetResponse> reported)
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
    public @Nullable String traceparent() {
      return trace == null ? null : trace.traceparent();
    }

    @Override
    public @Nullable String tracestate() {
      return trace == null ? null : trace.tracestate();
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
