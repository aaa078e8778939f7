package io.fswebhook.war.runtime;

import io.fswebhook.core.inbox.Integrity;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether what is stored is whole, where the receiver has to know. */
final class IntegrityGauge {

  private IntegrityGauge() {}

  static void register(PrometheusRegistry registry, Supplier<Optional<Integrity>> integrity) {
    HandlerGauges.register(
        registry,
        "fs_webhook_inbox_integrity",
        "1 for what is known of whether the inbox is damaged, 0 for the others",
        List.of("state"),
        callback ->
            integrity
                .get()
                .ifPresent(
                    known -> {
                      for (Integrity.State state : Integrity.State.values()) {
                        callback.call(known.state() == state ? 1 : 0, state.code());
                      }
                    }));
  }
}
