package io.fswebhook.war.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReceiverMetricsTest {

  private final ReceiverMetrics metrics = new ReceiverMetrics();

  @Test
  void everything_that_happens_is_counted_under_its_name() throws Exception {
    metrics.stored("id", "note.created", "ORG1", false);
    metrics.stored("id", "note.created", "ORG1", false);
    metrics.duplicate("metric.alert");
    metrics.rejected("too-old");
    metrics.malformed();
    metrics.schemaFailed("stream:orders", "violation");
    metrics.unavailable();
    metrics.refused("payload-too-large");
    metrics.attempted("Forwarder", "id", "succeeded", Duration.ofMillis(1500));
    metrics.filtered("Forwarder");
    metrics.staleOutcome("Forwarder");
    metrics.answered(Duration.ofMillis(4));
    metrics.committed("receipt-log", 60, Duration.ofMillis(3));

    assertThat(text())
        .contains("fs_webhook_deliveries_total{event=\"note.created\",status=\"stored\"} 2.0\n")
        .contains("fs_webhook_deliveries_total{event=\"metric.alert\",status=\"duplicate\"} 1.0\n")
        .contains("fs_webhook_rejections_total{reason=\"too-old\"} 1.0\n")
        .contains("fs_webhook_malformed_total 1.0\n")
        .contains(
            "fs_webhook_schema_failures_total{event=\"stream:orders\",kind=\"violation\"} 1.0\n")
        .contains("fs_webhook_unavailable_total 1.0\n")
        .contains("fs_webhook_preconditions_failed_total{code=\"payload-too-large\"} 1.0\n")
        .contains("fs_webhook_attempts_total{handler=\"Forwarder\",outcome=\"succeeded\"} 1.0\n")
        .contains("fs_webhook_filtered_total{handler=\"Forwarder\"} 1.0\n")
        .contains("fs_webhook_stale_outcomes_total{handler=\"Forwarder\"} 1.0\n")
        .contains("fs_webhook_receive_duration_seconds_bucket{le=\"0.0025\"} 0\n")
        .contains("fs_webhook_receive_duration_seconds_bucket{le=\"0.005\"} 1\n")
        .contains("fs_webhook_commit_duration_seconds_count{store=\"receipt-log\"} 1\n")
        .contains("fs_webhook_commit_writes_bucket{store=\"receipt-log\",le=\"16.0\"} 0\n")
        .contains("fs_webhook_commit_writes_bucket{store=\"receipt-log\",le=\"64.0\"} 1\n")
        .contains(
            "fs_webhook_attempt_duration_seconds_bucket{handler=\"Forwarder\",le=\"2.5\"} 1\n")
        .contains("fs_webhook_attempt_duration_seconds_sum{handler=\"Forwarder\"} 1.5\n");
  }

  @Test
  void each_stream_has_a_label_and_a_webhook_cannot_take_it() throws Exception {
    metrics.stored("id", "stream:orders", null, false);
    metrics.duplicate("stream:orders");
    metrics.stored("id", "webhook:stream:orders", "ORG1", false);
    metrics.rejected("token-mismatch");

    assertThat(text())
        .contains("fs_webhook_deliveries_total{event=\"stream:orders\",status=\"stored\"} 1.0\n")
        .contains("fs_webhook_deliveries_total{event=\"stream:orders\",status=\"duplicate\"} 1.0\n")
        .contains("fs_webhook_deliveries_total{event=\"other\",status=\"stored\"} 1.0\n")
        .contains("fs_webhook_rejections_total{reason=\"token-mismatch\"} 1.0\n");
  }

  @Test
  void senders_cannot_make_new_labels() throws Exception {
    for (int i = 0; i < 100; i++) {
      metrics.stored("id" + i, "made.up." + i, null, false);
    }

    assertThat(text())
        .contains("fs_webhook_deliveries_total{event=\"other\",status=\"stored\"} 100.0\n")
        .doesNotContain("made.up");
  }

  @Test
  void each_receiver_counts_for_itself() throws Exception {
    new ReceiverMetrics().malformed();

    assertThat(text()).contains("fs_webhook_malformed_total 0.0\n");
  }

  @Test
  void counting_starts_no_thread() {
    metrics.stored("id", "note.created", "ORG1", false);
    metrics.attempted("Forwarder", "id", "succeeded", Duration.ofMillis(1));

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("prometheus"));
  }

  private String text() throws IOException {
    return MetricsText.of(metrics.registry());
  }
}
