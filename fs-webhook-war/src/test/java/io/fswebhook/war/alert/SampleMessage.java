package io.fswebhook.war.alert;

import io.fswebhook.core.alert.AlertMessage;
import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.core.inbox.AlertNotice.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Of a circuit. */
final class SampleMessage {

  private static final Instant SINCE = Instant.parse("2026-11-01T10:00:00Z");

  private SampleMessage() {}

  static AlertMessage of(Step step, String handler) {
    @Nullable Instant resolvedAt = step == Step.RESOLVED ? SINCE.plusSeconds(90) : null;
    return new AlertMessage(
        "alert_1",
        step,
        17L,
        Kind.CIRCUIT_OPEN,
        Severity.BAD,
        handler,
        handler + " kept failing, so its circuit is open.",
        12L,
        SINCE,
        resolvedAt);
  }
}
