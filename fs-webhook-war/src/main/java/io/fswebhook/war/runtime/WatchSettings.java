package io.fswebhook.war.runtime;

import io.fswebhook.core.Operations;
import io.fswebhook.core.inbox.AuditRecord;
import io.fswebhook.core.lifecycle.PeriodicScheduler;
import io.fswebhook.war.settings.LiveSettings;
import io.fswebhook.war.settings.SettingsChange;
import io.fswebhook.war.settings.SettingsRefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the settings again once one of their files has changed and then stays as it is for a
 * second, so that it is complete. Polls, since no file system reports that a link leads elsewhere,
 * which is how Kubernetes renews a secret.
 */
final class WatchSettings implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WatchSettings.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Looks until refused settings are tried again: a file that they name may be there by then. */
  private static final int BETWEEN_TRIALS = 5;

  private final LiveSettings live;
  private final Operations operations;
  private final Runnable everyMinute;
  private final PeriodicScheduler scheduler = new PeriodicScheduler("fs-webhook-settings");
  private Map<Path, String> seen;
  private String refusal = "";
  private int looksUntilTrial;

  /**
   * Watches the files of these settings.
   *
   * @param everyMinute what else is looked at, now and then
   */
  WatchSettings(LiveSettings live, Operations operations, Runnable everyMinute) {
    this.everyMinute = everyMinute;
    this.live = live;
    this.operations = operations;
    this.seen = live.filesNow();
  }

  void start() {
    scheduler.every(INTERVAL, "looking for changed settings", this::look);
    scheduler.every(INTERVAL, MINUTE, "looking for tokens that expire", everyMinute);
  }

  private void look() {
    Map<Path, String> before = seen;
    seen = live.filesNow();
    boolean isStill = seen.equals(before);
    if (!isStill) {
      looksUntilTrial = 0;
    } else if (!seen.equals(live.filesRead()) && looksUntilTrial-- <= 0) {
      reload();
    }
  }

  private void reload() {
    try {
      var unused = live.reload(this::audit);
      refusal = "";
    } catch (SettingsRefusedException e) {
      refused(String.valueOf(e.getMessage()));
    }
  }

  private void refused(String reason) {
    looksUntilTrial = BETWEEN_TRIALS;
    if (!reason.equals(refusal)) {
      refusal = reason;
      log.error("Changed settings are refused, and those before stay in force: {}", reason);
    }
  }

  /** Without waiting: a secret is withdrawn even if the inbox is unavailable. */
  private void audit(SettingsChange change) {
    var unused =
        operations
            .audit(
                new AuditRecord(
                    "receiver", "operator", "reload-settings", "settings", change.names()))
            .exceptionally(
                failure -> {
                  log.warn("The audit log misses a change of settings: {}", failure.toString());
                  return null;
                });
  }

  @Override
  public void close() {
    scheduler.close();
  }
}
