package io.fswebhook.core.alert;

import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.inbox.AlertClaim;
import io.fswebhook.core.inbox.AlertNotice;
import io.fswebhook.core.inbox.AlertNotice.Step;
import io.fswebhook.core.inbox.AlertsNow;
import io.fswebhook.core.inbox.KeptAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what targets are to be told now. */
final class DueNotices {

  /** A message that did not arrive by then is claimed again. Longer than all attempts take. */
  static final Duration CLAIM = Duration.ofMinutes(3);

  /** Nobody wants to know after this time that something is well again. */
  private static final Duration LATEST = Duration.ofHours(1);

  private DueNotices() {}

  static List<AlertClaim> of(AlertsNow now, List<AlertTarget> targets) {
    List<AlertClaim> due = new ArrayList<>();
    for (AlertTarget target : targets) {
      for (KeptAlert alert : now.alerts()) {
        if (Kind.of(alert.kind())
            .filter(kind -> takes(target, kind, alert.subject()))
            .isPresent()) {
          AlertNotice last = last(now, alert.kind(), alert.subject(), target.name()).orElse(null);
          step(alert, last, target, now.asOf())
              .ifPresent(step -> due.add(new AlertClaim(alert, target.name(), step, last)));
        }
      }
    }
    return due;
  }

  /** No target is told of its own failures. */
  static boolean takes(AlertTarget target, Kind kind, @Nullable String subject) {
    return target.takes(kind)
        && !(kind == Kind.ALERT_TARGET_FAILING && target.name().equals(subject));
  }

  static Optional<AlertNotice> last(
      AlertsNow now, String kind, @Nullable String subject, String target) {
    return now.notices().stream()
        .filter(
            notice ->
                notice.kind().equals(kind)
                    && Objects.equals(notice.subject(), subject)
                    && notice.target().equals(target))
        .findFirst();
  }

  private static Optional<Step> step(
      KeptAlert alert, @Nullable AlertNotice last, AlertTarget target, Instant now) {
    if (last == null) {
      return alert.isOpen() ? Optional.of(Step.OPENED) : Optional.empty();
    }
    if (last.alertId() != alert.id()) {
      return alert.isOpen() && hasPassed(target.interval(), last.announcedAt(), now)
          ? Optional.of(Step.OPENED)
          : Optional.empty();
    }
    if (!last.delivered()) {
      return hasPassed(CLAIM, last.claimedAt(), now) ? again(alert, last, now) : Optional.empty();
    }
    if (!alert.isOpen()) {
      return last.step() == Step.RESOLVED ? Optional.empty() : Optional.of(Step.RESOLVED);
    }
    Duration reminder = target.reminder();
    return reminder != null
            && alert.acknowledged() == null
            && hasPassed(reminder, last.announcedAt(), now)
        ? Optional.of(Step.REMINDED)
        : Optional.empty();
  }

  private static Optional<Step> again(KeptAlert alert, AlertNotice last, Instant now) {
    Instant resolvedAt = alert.resolvedAt();
    if (resolvedAt == null) {
      return Optional.of(last.step());
    }
    return hasPassed(LATEST, resolvedAt, now) ? Optional.empty() : Optional.of(Step.RESOLVED);
  }

  static boolean hasPassed(Duration time, Instant since, Instant now) {
    return !now.isBefore(since.plus(time));
  }
}
