package io.fswebhook.war.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.dispatch.HandlerState;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.dispatch.HandlerStatus.BreakerState;
import io.fswebhook.core.dispatch.HandlerStatus.BreakerStatus;
import io.fswebhook.core.dispatch.HandlerStatus.Counts;
import io.fswebhook.core.dispatch.HandlerStatus.Recent;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlerGaugesTest {

  private final List<HandlerStatus> handlers = new ArrayList<>();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  @Test
  void a_handler_is_in_one_state_and_in_no_other() throws Exception {
    ReceiverGauges.registerHandlers(registry, () -> handlers);
    handlers.add(handler("Forwarder", HandlerState.CIRCUIT_OPEN, BreakerState.OPEN));

    assertThat(text())
        .contains("fs_webhook_handler_state{handler=\"Forwarder\",state=\"circuit-open\"} 1.0\n")
        .contains("fs_webhook_handler_state{handler=\"Forwarder\",state=\"running\"} 0.0\n")
        .contains("fs_webhook_handler_state{handler=\"Forwarder\",state=\"paused\"} 0.0\n")
        .contains("fs_webhook_circuit_breaker_state{handler=\"Forwarder\",state=\"open\"} 1.0\n")
        .contains(
            "fs_webhook_circuit_breaker_state{handler=\"Forwarder\",state=\"half-open\"} 0.0\n")
        .contains("fs_webhook_circuit_breaker_state{handler=\"Forwarder\",state=\"closed\"} 0.0\n")
        .contains("fs_webhook_running_attempts{handler=\"Forwarder\"} 2.0\n")
        .contains("fs_webhook_prefetched_tasks{handler=\"Forwarder\"} 30.0\n")
        .contains("fs_webhook_stuck_threads{handler=\"Forwarder\"} 1.0\n");
  }

  @Test
  void handlers_that_come_and_go_come_and_go_there() throws Exception {
    ReceiverGauges.registerHandlers(registry, () -> handlers);
    assertThat(text()).doesNotContain("handler=");

    handlers.add(handler("Late", HandlerState.RUNNING, BreakerState.CLOSED));
    assertThat(text())
        .contains("fs_webhook_handler_state{handler=\"Late\",state=\"running\"} 1.0\n");

    handlers.clear();
    assertThat(text()).doesNotContain("handler=");
  }

  private static HandlerStatus handler(String name, HandlerState state, BreakerState breaker) {
    return new HandlerStatus(
        name,
        state,
        Instant.EPOCH,
        2,
        30,
        1,
        new BreakerStatus(breaker, Instant.EPOCH),
        new Counts(1, 2, 3),
        new Recent(0, null, null),
        null,
        null);
  }

  private String text() throws IOException {
    return MetricsText.of(registry);
  }
}
