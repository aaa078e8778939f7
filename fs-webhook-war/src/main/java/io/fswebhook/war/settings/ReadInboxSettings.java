package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.verify.VerifySettings;
import java.time.Duration;
import java.util.Map;

/** Reads how deliveries are kept, and how long. */
final class ReadInboxSettings {

  private static final String TIMEOUT = "fs.webhook.inbox.timeout";
  private static final String LEASE = "fs.webhook.inbox.lease";
  private static final String RETENTION = "fs.webhook.retention";
  private static final String RETENTION_OF_DEAD = "fs.webhook.retention.dead";
  private static final int MOST_WAITING = 1_000_000;
  private static final int MOST_BYTES = 1 << 30;

  private final SettingReader settings;
  private final InboxPlace place;

  ReadInboxSettings(SettingReader settings, InboxPlace place) {
    this.settings = settings;
    this.place = place;
  }

  /** The settings, where signatures are verified like this. */
  InboxSettings read(VerifySettings verify) {
    return new InboxSettings(
        place,
        settings.oneOf(
            "fs.webhook.duplicates.same-body", Map.of("timed", true, "never", false), "timed"),
        retention(),
        limits(),
        InboxSettings.signaturesKept(verify.maxAge(), verify.maxSkew()));
  }

  private InboxLimits limits() {
    InboxLimits usual = InboxLimits.DEFAULT;
    Duration timeout =
        settings.duration(TIMEOUT, usual.timeout(), Duration.ofSeconds(1), Duration.ofMinutes(10));
    return new InboxLimits(
        settings.wholeNumber("fs.webhook.inbox.max-waiting", usual.mostWaiting(), 1, MOST_WAITING),
        settings.wholeNumber(
            "fs.webhook.inbox.max-waiting-bytes", (int) usual.mostWaitingBytes(), 1, MOST_BYTES),
        timeout,
        lease(timeout, usual.lease()));
  }

  /** A connection that hangs must not cost the lease by itself. */
  private Duration lease(Duration timeout, Duration usual) {
    Duration fallback = usual.compareTo(timeout) > 0 ? usual : timeout.multipliedBy(2);
    Duration lease = settings.duration(LEASE, fallback, Duration.ofSeconds(1), Duration.ofHours(1));
    if (lease.compareTo(timeout) > 0) {
      return lease;
    }
    throw new StartException(
        LEASE + " must be longer than " + TIMEOUT + " (" + timeout + "), was \"" + lease + "\"");
  }

  private Retention retention() {
    Duration finished =
        settings.duration(RETENTION, Retention.DEFAULT.finished(), Limits.SHORTEST, Limits.LONGEST);
    return new Retention(finished, dead(finished));
  }

  private Duration dead(Duration finished) {
    Duration usual = Retention.DEFAULT.dead();
    Duration fallback = usual.compareTo(finished) > 0 ? usual : finished;
    Duration dead = settings.duration(RETENTION_OF_DEAD, fallback, Limits.SHORTEST, Limits.LONGEST);
    if (dead.compareTo(finished) < 0) {
      throw SettingReader.wrong(
          RETENTION_OF_DEAD,
          "must not be shorter than " + RETENTION + " (" + finished + ")",
          settings.text(RETENTION_OF_DEAD).orElse(dead.toString()));
    }
    return dead;
  }
}
