package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver with a collector: what it sends and logs, before and after it is killed. */
class TelemetryIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String RECEIVE = "POST /webhook";
  private static final String PROCESS = "process HttpForward";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SENDER = "b7ad6b7169203331";

  @TempDir private Path folder;

  @Test
  void a_trace_goes_on_after_a_kill_with_the_attempts_that_follow() throws Exception {
    SamplePlugins.copyJars("forward", folder.resolve("home/plugins/forward"));
    try (OtlpCollector collector = new OtlpCollector();
        CountingTarget target = new CountingTarget()) {
      target.start();
      target.answer(503);
      List<String> log = untilTheFirstAttempt(collector, target);
      Span received = one(collector, RECEIVE);
      Span failed = collector.spans(PROCESS).get(0);
      target.answer(204);
      untilTheNextAttempt(collector, target);
      Span succeeded = collector.spans(PROCESS).get(collector.spans(PROCESS).size() - 1);

      assertThat(OtlpCollector.hex(received.getTraceId())).isEqualTo(TRACE);
      assertThat(OtlpCollector.hex(received.getParentSpanId())).isEqualTo(SENDER);
      assertThat(received.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(List.of(failed, succeeded))
          .allSatisfy(
              attempt -> {
                assertThat(attempt.getTraceId()).isEqualTo(received.getTraceId());
                assertThat(attempt.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
                assertThat(attempt.getLinksList())
                    .extracting(Span.Link::getSpanId)
                    .containsExactly(received.getSpanId());
              });
      assertThat(target.traceparents())
          .contains(
              "00-" + TRACE + "-" + OtlpCollector.hex(failed.getSpanId()) + "-01",
              "00-" + TRACE + "-" + OtlpCollector.hex(succeeded.getSpanId()) + "-01");
      assertThat(collector.protocols())
          .contains("HTTP/1.1 application/x-protobuf", "HTTP/2.0 application/grpc");
      assertEveryLineIsJson(log);
      assertMetrics(collector);
    }
  }

  @Test
  void a_wrong_variable_is_said_and_deliveries_are_received() throws Exception {
    try (WarProcess receiver =
        WarCommand.in(folder)
            .withSender()
            .java("-Dfs.webhook.home=" + folder.resolve("home"))
            .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
            .with("OTEL_TRACES_SAMPLER", "nonsense")
            .start("serve", "--port", "0")) {
      URI webhook = receiver.awaitListening().resolve("/webhook");

      assertThat(new Sender(webhook).sendNote("1").statusCode()).isEqualTo(200);
      assertThat(receiver.err())
          .filteredOn(line -> line.contains("OTEL_"))
          .singleElement()
          .asString()
          .contains("ERROR", "nonsense");
    }
  }

  private List<String> untilTheFirstAttempt(OtlpCollector collector, CountingTarget target)
      throws Exception {
    try (WarProcess receiver =
        receiver(collector, target)
            .with("FS_WEBHOOK_LOG_FORMAT", "json")
            .start("serve", "--port", "0")) {
      URI webhook = receiver.awaitListening().resolve("/webhook");
      Sender sender = new Sender(webhook).tracedBy("00-" + TRACE + "-" + SENDER + "-01");
      assertThat(sender.sendNote("1").statusCode()).isEqualTo(200);
      Eventually.holds(
          "spans of the receipt and an attempt in " + receiver,
          LIMIT,
          () -> !collector.spans(RECEIVE).isEmpty() && !collector.spans(PROCESS).isEmpty());
      receiver.kill();
      return receiver.err();
    }
  }

  private void untilTheNextAttempt(OtlpCollector collector, CountingTarget target)
      throws Exception {
    try (WarProcess receiver =
        receiver(collector, target)
            .with("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
            .start("serve", "--port", "0")) {
      receiver.awaitListening();
      Eventually.holds(
          "the span of an attempt by gRPC in " + receiver,
          LIMIT,
          () ->
              target.taken().size() == 1
                  && collector.spans(PROCESS).stream().anyMatch(span -> !isError(span)));
      receiver.terminate();
      assertThat(receiver.awaitExit(LIMIT)).isZero();
    }
  }

  private static boolean isError(Span span) {
    return span.getStatus().getCodeValue() == 2;
  }

  private WarCommand receiver(OtlpCollector collector, CountingTarget target) {
    return WarCommand.in(folder)
        .withSender()
        .java("-Dfs.webhook.home=" + folder.resolve("home"))
        .java("-Dfs.webhook.handlers.HttpForward.url=" + target.uri())
        .java("-Dfs.webhook.retry.initial-delay=PT0.5S")
        .java("-Dfs.webhook.retry.multiplier=1")
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", collector.uri().toString())
        .with("OTEL_METRIC_EXPORT_INTERVAL", "500")
        .with("OTEL_BSP_SCHEDULE_DELAY", "100");
  }

  /** As they were sent last: the attempt that succeeded is in them at the latest with the end. */
  private static void assertMetrics(OtlpCollector collector) {
    assertThat(last(collector, "fs_webhook_attempts").getSum())
        .satisfies(
            sum -> {
              assertThat(sum.getIsMonotonic()).isTrue();
              assertThat(sum.getDataPointsList())
                  .anySatisfy(
                      point -> {
                        assertThat(point.getAsDouble()).isEqualTo(1);
                        assertThat(point.getAttributesList())
                            .extracting(each -> each.getValue().getStringValue())
                            .contains("HttpForward", "succeeded");
                      });
            });
    HistogramDataPoint duration =
        last(collector, "fs_webhook_attempt_duration_seconds").getHistogram().getDataPoints(0);
    assertThat(duration.getBucketCountsList())
        .hasSize(duration.getExplicitBoundsCount() + 1)
        .satisfies(
            counts ->
                assertThat(counts.stream().mapToLong(each -> each).sum())
                    .isEqualTo(duration.getCount()));
    assertThat(last(collector, "fs_webhook_tasks").hasGauge()).isTrue();
  }

  private static Metric last(OtlpCollector collector, String name) {
    List<Metric> all = collector.metrics(name);
    assertThat(all).as(name).isNotEmpty();
    return all.get(all.size() - 1);
  }

  private static Span one(OtlpCollector collector, String name) {
    assertThat(collector.spans(name)).hasSize(1);
    return collector.spans(name).get(0);
  }

  private static void assertEveryLineIsJson(List<String> log) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : log) {
      lines.add(json.readTree(line));
    }
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(line.fieldNames()).toIterable().contains("time", "level", "message"))
        .anySatisfy(
            line -> {
              assertThat(line.get("message").textValue()).contains("HttpForward", "503");
              assertThat(line.get("trace_id").textValue()).isEqualTo(TRACE);
              assertThat(line.get("delivery_id").textValue()).hasSize(36);
            });
  }
}
