package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.List;

/**
 * Alerts that are open, or that a target may still have to be told of.
 *
 * @param asOf by the clock of the inbox
 * @param notices what targets were told of their kinds and subjects
 */
public record AlertsNow(Instant asOf, List<KeptAlert> alerts, List<AlertNotice> notices) {

  public AlertsNow {
    alerts = List.copyOf(alerts);
    notices = List.copyOf(notices);
  }
}
