package io.fswebhook.core.alert;

import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.core.inbox.AlertNotice.Step;
import io.fswebhook.core.inbox.KeptAlert;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a target is told. Has nothing of a delivery.
 *
 * @param id the same for each attempt to send it
 * @param alertId null if the alert could not be stored
 * @param subject such as the handler; null if it concerns the receiver as a whole
 * @param count of the tasks concerned; null if there are none to count
 * @param resolvedAt null while it is open
 */
public record AlertMessage(
    String id,
    Step step,
    @Nullable Long alertId,
    Kind kind,
    Severity severity,
    @Nullable String subject,
    String text,
    @Nullable Long count,
    Instant since,
    @Nullable Instant resolvedAt) {

  /** Of a stored alert. */
  static AlertMessage of(KeptAlert alert, Kind kind, Step step) {
    return new AlertMessage(
        newId(),
        step,
        alert.id(),
        kind,
        Severity.of(alert.severity()).orElse(Severity.BAD),
        alert.subject(),
        alert.text(),
        alert.count(),
        alert.openedAt(),
        alert.resolvedAt());
  }

  /** Of what cannot be stored now. */
  static AlertMessage opened(AttentionItem item, Instant since) {
    return new AlertMessage(
        newId(),
        Step.OPENED,
        null,
        item.kind(),
        item.severity(),
        item.subject(),
        item.text(),
        item.count(),
        since,
        null);
  }

  private static String newId() {
    return "alert_" + UUID.randomUUID();
  }
}
