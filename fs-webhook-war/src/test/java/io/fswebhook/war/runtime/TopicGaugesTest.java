package io.fswebhook.war.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.node.TopicLag;
import io.fswebhook.core.topic.TopicCounts;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicGaugesTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();

  @Test
  void what_is_in_the_topic_is_shown_by_partition() throws Exception {
    Instant oldest = Instant.parse("2026-03-04T05:06:07.500Z");
    TopicGauges.register(
        registry, () -> List.of(new TopicLag(0, 0, null), new TopicLag(3, 12, oldest)));
    TopicGauges.registerCounts(registry, () -> Optional.of(new TopicCounts(7, 5)));

    assertThat(MetricsText.of(registry))
        .contains("fs_webhook_topic_lag_records{partition=\"0\"} 0.0\n")
        .contains("fs_webhook_topic_lag_records{partition=\"3\"} 12.0\n")
        .contains(
            "fs_webhook_topic_oldest_timestamp_seconds{partition=\"3\"} "
                + oldest.toEpochMilli() / 1e3)
        .doesNotContain("oldest_timestamp_seconds{partition=\"0\"}")
        .contains("fs_webhook_topic_records_produced_total 7.0\n")
        .contains("fs_webhook_topic_records_acknowledged_total 5.0\n");
  }

  @Test
  void without_a_topic_there_is_nothing() throws Exception {
    TopicGauges.register(registry, List::of);
    TopicGauges.registerCounts(registry, Optional::empty);

    assertThat(MetricsText.of(registry)).doesNotContain("fs_webhook_topic");
  }
}
