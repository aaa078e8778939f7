package io.fswebhook.war.telemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.dispatch.AttemptSpan;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.trace.TraceContext;
import io.fswebhook.core.verify.VerifiedRequest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An attempt is a span by the semantic conventions for messaging. */
class TraceAttemptsTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String RECEIVED = "b7ad6b7169203331";
  private static final TraceContext SAMPLED =
      new TraceContext("00-" + TRACE + "-" + RECEIVED + "-01", "vendor=of it");

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final Traces traces =
      Traces.with(
          OpenTelemetrySdk.builder()
              .setTracerProvider(
                  SdkTracerProvider.builder()
                      .addSpanProcessor(SimpleSpanProcessor.create(spans))
                      .build())
              .build());

  private static HandlerTask task(@Nullable TraceContext trace, int attempts) {
    VerifiedRequest request =
        VerifiedRequest.restored(null, new byte[10], null, null, Instant.EPOCH, trace);
    return new HandlerTask(new StoredDelivery(1, "an id", request, null), "chat", attempts, 1);
  }

  private SpanData span() {
    assertThat(spans.getFinishedSpanItems()).hasSize(1);
    return spans.getFinishedSpanItems().get(0);
  }

  private static Outcome outcome(HandlerTask task, TaskState state, @Nullable String error) {
    return new Outcome(task, state, Instant.EPOCH, Duration.ZERO, null, error);
  }

  @Test
  void it_continues_the_trace_of_the_receipt_and_is_linked_to_it() {
    HandlerTask task = task(SAMPLED, 2);
    AttemptSpan span = traces.attempts().begin(task);
    span.event("note.created");
    span.end(outcome(task, TaskState.SUCCEEDED, null), null);

    assertThat(span().getName()).isEqualTo("process chat");
    assertThat(span().getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(span().getTraceId()).isEqualTo(TRACE);
    assertThat(span().getParentSpanId()).isEqualTo(RECEIVED);
    assertThat(span().getLinks())
        .extracting(LinkData::getSpanContext)
        .extracting(context -> context.getTraceId() + " " + context.getSpanId())
        .containsExactly(TRACE + " " + RECEIVED);
    assertThat(span().getStatus()).isEqualTo(StatusData.unset());
    assertThat(span().getAttributes().asMap())
        .containsEntry(stringKey("messaging.system"), "fs-webhook")
        .containsEntry(stringKey("messaging.operation.name"), "process")
        .containsEntry(stringKey("messaging.operation.type"), "process")
        .containsEntry(stringKey("messaging.destination.name"), "chat")
        .containsEntry(stringKey("messaging.message.id"), "an id")
        .containsEntry(longKey("messaging.message.body.size"), 10L)
        .containsEntry(stringKey("fswebhook.event.name"), "note.created")
        .containsEntry(longKey("fswebhook.task.attempt"), 3L)
        .containsEntry(stringKey("fswebhook.task.outcome"), "succeeded");
  }

  @Test
  void what_a_handler_passes_on_is_the_attempts_own_span() {
    HandlerTask task = task(SAMPLED, 0);
    AttemptSpan span = traces.attempts().begin(task);
    span.abandon();

    assertThat(span.context())
        .isEqualTo(
            new TraceContext("00-" + TRACE + "-" + span().getSpanId() + "-01", "vendor=of it"));
    assertThat(span().getAttributes().get(stringKey("fswebhook.task.outcome")))
        .isEqualTo("abandoned");
  }

  @Test
  void a_failure_names_what_was_thrown_and_says_why() {
    HandlerTask task = task(SAMPLED, 0);
    traces
        .attempts()
        .begin(task)
        .end(outcome(task, TaskState.DEAD, "down"), new IllegalStateException("down"));

    assertThat(span().getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "down"));
    assertThat(span().getAttributes().get(stringKey("error.type")))
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void a_receipt_that_was_not_sampled_has_no_spans_of_attempts() {
    HandlerTask task = task(new TraceContext("00-" + TRACE + "-" + RECEIVED + "-00", null), 0);
    AttemptSpan span = traces.attempts().begin(task);
    span.end(outcome(task, TaskState.SUCCEEDED, null), null);

    assertThat(spans.getFinishedSpanItems()).isEmpty();
    assertThat(span.context()).isNotNull();
    assertThat(span.context().traceparent()).startsWith("00-" + TRACE).endsWith("-00");
  }

  @Test
  void a_receipt_that_was_not_traced_begins_a_trace_with_the_attempt() {
    HandlerTask task = task(null, 0);
    traces.attempts().begin(task).end(outcome(task, TaskState.SUCCEEDED, null), null);

    assertThat(span().getParentSpanContext().isValid()).isFalse();
    assertThat(span().getLinks()).isEmpty();
  }

  @Test
  void what_was_stored_and_is_not_valid_begins_a_trace_too() {
    HandlerTask task = task(new TraceContext("garbage", "more of it"), 0);
    traces.attempts().begin(task).end(outcome(task, TaskState.SUCCEEDED, null), null);

    assertThat(span().getParentSpanContext().isValid()).isFalse();
    assertThat(span().getLinks()).isEmpty();
  }

  @Test
  void it_is_current_until_its_scope_is_closed() {
    AttemptSpan span = traces.attempts().begin(task(SAMPLED, 0));

    AttemptSpan.Scope current = span.makeCurrent();
    assertThat(Span.current().getSpanContext().getTraceId()).isEqualTo(TRACE);
    current.close();
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }
}
