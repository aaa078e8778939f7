package io.fswebhook.war.telemetry;

import io.fswebhook.core.dispatch.AttemptSpan;
import io.fswebhook.core.dispatch.AttemptTracer;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.trace.TraceContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Spans of attempts by the semantic conventions for messaging. Each is a child of the span that
 * received the delivery, so that a trace has all of it, and linked to that span, since it may come
 * much later.
 */
record TraceAttempts(Tracer tracer) implements AttemptTracer {

  private static final String PROCESS = "process";

  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("messaging.operation.name");
  private static final AttributeKey<String> TYPE =
      AttributeKey.stringKey("messaging.operation.type");
  private static final AttributeKey<String> DESTINATION =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> MESSAGE =
      AttributeKey.stringKey("messaging.message.id");
  private static final AttributeKey<Long> SIZE =
      AttributeKey.longKey("messaging.message.body.size");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> EVENT = AttributeKey.stringKey("fswebhook.event.name");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("fswebhook.task.attempt");
  private static final AttributeKey<String> OUTCOME =
      AttributeKey.stringKey("fswebhook.task.outcome");

  @Override
  public AttemptSpan begin(HandlerTask task) {
    StoredDelivery delivery = task.delivery();
    SpanBuilder builder =
        tracer
            .spanBuilder(PROCESS + " " + task.handler())
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute(SYSTEM, "fs-webhook")
            .setAttribute(OPERATION, PROCESS)
            .setAttribute(TYPE, PROCESS)
            .setAttribute(DESTINATION, task.handler());
    TraceContext received = delivery.request().trace();
    if (received == null) {
      builder.setNoParent();
    } else {
      Context parent = W3cHeaders.read(received);
      builder.setParent(parent).addLink(Span.fromContext(parent).getSpanContext());
    }
    Span span = builder.startSpan();
    if (span.isRecording()) {
      span.setAttribute(MESSAGE, delivery.id())
          .setAttribute(Ids.DELIVERY, delivery.id())
          .setAttribute(SIZE, (long) delivery.request().body().length)
          .setAttribute(ATTEMPT, task.attempts() + 1L);
    }
    return new Traced(span, W3cHeaders.of(span));
  }

  /** An attempt that is traced. */
  private record Traced(Span span, @Nullable TraceContext context) implements AttemptSpan {

    @Override
    public void event(String eventName) {
      span.setAttribute(EVENT, eventName);
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the caller closes what it gets
    public Scope makeCurrent() {
      return span.makeCurrent()::close;
    }

    @Override
    public void end(Outcome outcome, @Nullable Throwable thrown) {
      span.setAttribute(OUTCOME, outcome.state().code());
      if (thrown != null) {
        span.setAttribute(ERROR, thrown.getClass().getName())
            .setStatus(StatusCode.ERROR, String.valueOf(outcome.error()));
      }
      span.end();
    }

    @Override
    public void abandon() {
      span.setAttribute(OUTCOME, "abandoned").setStatus(StatusCode.ERROR);
      span.end();
    }
  }
}
