package io.fswebhook.war.api;

import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.inbox.KeptAlert;
import io.fswebhook.core.inbox.KeptAlert.Acknowledgement;
import org.jspecify.annotations.Nullable;

/** An alert in the API. Public for JSON-B. */
public record AlertView(
    String id,
    String state,
    String kind,
    String severity,
    @Nullable String subject,
    String text,
    @Nullable String advice,
    @Nullable Long count,
    String openedAt,
    String seenAt,
    @Nullable String resolvedAt,
    @Nullable AcknowledgementView acknowledged) {

  static AlertView of(KeptAlert alert) {
    return new AlertView(
        String.valueOf(alert.id()),
        alert.isOpen() ? AlertsResource.OPEN : AlertsResource.RESOLVED,
        alert.kind(),
        alert.severity(),
        alert.subject(),
        alert.text(),
        Kind.of(alert.kind()).map(Kind::advice).orElse(null),
        alert.count(),
        Times.text(alert.openedAt()),
        Times.text(alert.seenAt()),
        Times.textOrNull(alert.resolvedAt()),
        AcknowledgementView.ofNullable(alert.acknowledged()));
  }

  /** Who takes care of it. Public for JSON-B. */
  public record AcknowledgementView(String at, String by, @Nullable String note) {

    static @Nullable AcknowledgementView ofNullable(@Nullable Acknowledgement acknowledged) {
      return acknowledged == null
          ? null
          : new AcknowledgementView(
              Times.text(acknowledged.at()), acknowledged.by(), acknowledged.note());
    }
  }
}
