package io.fswebhook.war.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Backlog;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogGaugesTest {

  @Test
  void a_handler_with_nothing_to_do_has_0_and_one_that_is_gone_has_what_waits_for_it()
      throws Exception {
    String text =
        text(
            Optional.of(
                new Backlog(
                    Map.of("Gone", new Backlog.Tasks(3, 0, 7), "Busy", new Backlog.Tasks(4, 1, 0)),
                    Map.of("Busy", Instant.ofEpochSecond(1_700_000_000)))),
            "Idle",
            "Busy");

    assertThat(text)
        .contains("fs_webhook_tasks{handler=\"Idle\",state=\"pending\"} 0.0\n")
        .contains("fs_webhook_tasks{handler=\"Busy\",state=\"pending\"} 4.0\n")
        .contains("fs_webhook_tasks{handler=\"Busy\",state=\"retrying\"} 1.0\n")
        .contains("fs_webhook_tasks{handler=\"Gone\",state=\"pending\"} 3.0\n")
        .contains("fs_webhook_tasks{handler=\"Gone\",state=\"dead\"} 7.0\n")
        .contains("fs_webhook_oldest_task_due_timestamp_seconds{handler=\"Busy\"} 1.7E9\n")
        .doesNotContain("fs_webhook_oldest_task_due_timestamp_seconds{handler=\"Idle\"}");
  }

  @Test
  void while_nobody_knows_there_is_no_figure_that_looks_well() throws Exception {
    assertThat(text(Optional.empty(), "Idle")).doesNotContain("fs_webhook_tasks{");
  }

  private static String text(Optional<Backlog> backlog, String... handlers) throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    ReceiverGauges.registerBacklog(registry, () -> backlog, () -> List.of(handlers));
    ReceiverGauges.registerOldest(registry, () -> backlog);
    return MetricsText.of(registry);
  }
}
