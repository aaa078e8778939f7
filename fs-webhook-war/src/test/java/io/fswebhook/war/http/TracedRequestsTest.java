package io.fswebhook.war.http;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.trace.TraceContext;
import io.fswebhook.core.verify.RejectionReason;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.telemetry.Traces;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request for a delivery is a span by the semantic conventions for HTTP servers. */
class TracedRequestsTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SENDER = "b7ad6b7169203331";

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();

  @SuppressWarnings("NullAway.Init") // each test starts it
  private TestServer server;

  private void start(Sampler sampler) throws Exception {
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(sampler)
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    server = TestServer.traced(Traces.with(sdk).requests());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SpanData span() throws Exception {
    Eventually.holds(
        "a span", Duration.ofSeconds(20), () -> spans.getFinishedSpanItems().size() == 1);
    return spans.getFinishedSpanItems().get(0);
  }

  @Test
  void a_stored_delivery_is_a_span_of_its_own_trace() throws Exception {
    start(Sampler.alwaysOn());
    server.send(server.delivery(TestServer.EVENT).header("User-Agent", "a sender"));

    SpanData span = span();
    assertThat(span.getName()).isEqualTo("POST /webhook");
    assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    assertThat(span.getAttributes().asMap())
        .containsEntry(stringKey("http.request.method"), "POST")
        .containsEntry(stringKey("http.route"), "/webhook")
        .containsEntry(stringKey("url.path"), "/webhook")
        .containsEntry(stringKey("url.scheme"), "http")
        .containsEntry(stringKey("client.address"), "127.0.0.1")
        .containsEntry(stringKey("server.address"), "127.0.0.1")
        .containsEntry(longKey("server.port"), (long) server.port())
        .containsEntry(stringKey("network.protocol.version"), "1.1")
        .containsEntry(stringKey("user_agent.original"), "a sender")
        .containsEntry(longKey("http.response.status_code"), 200L)
        .containsEntry(stringKey("fswebhook.delivery.id"), "id-1")
        .containsEntry(stringKey("fswebhook.receipt.status"), "stored");
    assertThat(stored())
        .isEqualTo(
            new TraceContext("00-" + span.getTraceId() + "-" + span.getSpanId() + "-03", null));
  }

  @Test
  void it_continues_the_trace_of_the_sender() throws Exception {
    start(Sampler.parentBased(Sampler.alwaysOff()));
    server.send(
        server
            .delivery(TestServer.EVENT)
            .header("traceparent", "00-" + TRACE + "-" + SENDER + "-01")
            .header("tracestate", "vendor=of it"));

    SpanData span = span();
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo(SENDER);
    assertThat(stored())
        .isEqualTo(
            new TraceContext("00-" + TRACE + "-" + span.getSpanId() + "-01", "vendor=of it"));
  }

  @Test
  void a_trace_that_is_not_sampled_is_passed_on_as_such() throws Exception {
    start(Sampler.parentBased(Sampler.alwaysOn()));
    server.send(
        server
            .delivery(TestServer.EVENT)
            .header("traceparent", "00-" + TRACE + "-" + SENDER + "-00"));

    assertThat(stored().traceparent()).startsWith("00-" + TRACE).endsWith("-00");
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void an_invalid_traceparent_is_ignored() throws Exception {
    start(Sampler.alwaysOn());
    server.send(server.delivery(TestServer.EVENT).header("traceparent", "00-" + TRACE + "-x-01"));

    assertThat(span().getTraceId()).isNotEqualTo(TRACE);
  }

  @Test
  void a_rejected_request_is_a_span_without_an_error_of_the_server() throws Exception {
    start(Sampler.alwaysOn());
    server.ingest.rejects(RejectionReason.MISMATCH);
    server.send(server.delivery(TestServer.EVENT));

    assertThat(span().getAttributes().get(longKey("http.response.status_code"))).isEqualTo(401);
    assertThat(span().getStatus()).isEqualTo(StatusData.unset());
  }

  @Test
  void a_delivery_that_cannot_be_stored_is_an_error() throws Exception {
    start(Sampler.alwaysOn());
    server.ingest.failsWith(new InboxUnavailableException("full"));
    server.send(server.delivery(TestServer.EVENT));

    assertThat(span().getStatus()).isEqualTo(StatusData.error());
    assertThat(span().getAttributes().asMap())
        .containsEntry(longKey("http.response.status_code"), 503L)
        .containsEntry(stringKey("error.type"), "503");
  }

  @Test
  void streams_share_one_name_whatever_they_are_called() throws Exception {
    start(Sampler.alwaysOn());
    server.send(
        server
            .request("/streams/" + FakeIngest.STREAM)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(span().getName()).isEqualTo("POST /streams/{name}");
    assertThat(span().getAttributes().get(stringKey("url.path"))).isEqualTo("/streams/orders");
  }

  @Test
  void a_method_that_nobody_knows_does_not_name_a_span() throws Exception {
    start(Sampler.alwaysOn());
    server.send(server.request("/webhook").method("BREW", HttpRequest.BodyPublishers.noBody()));

    assertThat(span().getName()).isEqualTo("HTTP /webhook");
    assertThat(span().getAttributes().get(stringKey("http.request.method"))).isEqualTo("_OTHER");
    assertThat(span().getAttributes().get(longKey("http.response.status_code"))).isEqualTo(405);
  }

  private TraceContext stored() {
    List<TraceContext> traces =
        server.ingest.received.stream().map(request -> request.trace()).toList();
    assertThat(traces).hasSize(1);
    return traces.get(0);
  }
}
