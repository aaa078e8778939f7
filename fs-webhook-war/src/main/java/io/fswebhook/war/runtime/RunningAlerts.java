package io.fswebhook.war.runtime;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.alert.AlertLimits;
import io.fswebhook.core.alert.AlertWatcher;
import io.fswebhook.core.alert.AlertWatcher.Watched;
import io.fswebhook.core.alert.FindOldBacklog;
import io.fswebhook.core.alert.FindOldReceipts;
import io.fswebhook.core.alert.FindOldSecrets;
import io.fswebhook.core.alert.SendAlerts;
import io.fswebhook.core.alert.WatchRequests;
import io.fswebhook.core.dispatch.Clocks;
import io.fswebhook.core.lifecycle.PeriodicScheduler;
import io.fswebhook.war.alert.AlertTargets;
import io.fswebhook.war.alert.FindFullDisk;
import io.fswebhook.war.alert.FindOldCertificate;
import io.fswebhook.war.alert.FindOldTokens;
import io.fswebhook.war.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** The alerts of a running receiver: what is watched, and who is told. */
final class RunningAlerts implements AutoCloseable {

  private static final Duration LOOK = Duration.ofSeconds(20);

  private final AlertTargets targets;
  private final WatchRequests requests;
  private final SendAlerts sender;
  private final AlertWatcher watcher;
  private final FindFullDisk disk;
  private final FindOldCertificate certificate;
  private final PeriodicScheduler files = new PeriodicScheduler("fs-webhook-alerts-files");
  private volatile Settings settings;

  RunningAlerts(Settings settings, Receiver receiver, WatchRequests requests, Clock clock) {
    this.settings = settings;
    this.requests = requests;
    this.targets = new AlertTargets(clock);
    this.sender = new SendAlerts(clock);
    Supplier<AlertLimits> limits = () -> this.settings.alerts().limits();
    this.disk = new FindFullDisk(settings.home(), limits, clock);
    this.certificate = new FindOldCertificate(settings.http(), limits, clock);
    this.watcher =
        new AlertWatcher(
            new Watched(receiver::attention, receiver::isReady, receiver.alerts()),
            sender,
            clock,
            Clocks.startingFrom(clock).steady());
    receiver.watchFor(sender::failing);
    receiver.watchFor(disk);
    receiver.watchFor(certificate);
    receiver.watchFor(new FindOldTokens(() -> this.settings.tokens(), clock));
    receiver.watchFor(new FindOldBacklog(receiver::backlog, limits, clock));
    receiver.watchFor(new FindOldReceipts(receiver::topicLags, limits, clock));
    receiver.watchFor(new FindOldSecrets(receiver::signingSecrets, limits, clock));
    receiver.watchFor(requests.attention(limits));
    use(settings);
  }

  /** Takes changed settings. */
  void use(Settings changed) {
    settings = changed;
    requests.known(changed.receiver().verify().orgSecrets().keySet());
    sender.use(targets.of(changed.alerts()));
  }

  AlertWatcher watcher() {
    return watcher;
  }

  void start() {
    files.every(
        Duration.ZERO,
        LOOK,
        "looking at disk and certificate",
        () -> {
          disk.look();
          certificate.look();
        });
    watcher.start();
  }

  @Override
  public void close() {
    files.close();
    watcher.close();
    targets.close();
  }
}
