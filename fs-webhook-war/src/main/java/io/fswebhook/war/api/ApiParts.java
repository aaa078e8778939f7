package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.alert.AlertWatcher;
import io.fswebhook.war.access.Authenticator;
import io.fswebhook.war.http.ApiThreads;
import io.fswebhook.war.http.ExternalAddress;
import io.fswebhook.war.settings.LiveSettings;
import java.time.Clock;
import java.time.Duration;

/**
 * What the management API needs.
 *
 * @param receiver what it shows and operates on
 * @param inboxTimeout how long a response waits for the inbox
 * @param threads where the inbox is read
 * @param external the receiver's external address
 * @param authenticator identifies callers
 * @param metricsPublic whether the metrics are public
 * @param settings those in force
 * @param alerts what watches for alerts
 * @param clock the current time
 */
public record ApiParts(
    Receiver receiver,
    Duration inboxTimeout,
    ApiThreads threads,
    ExternalAddress external,
    Authenticator authenticator,
    boolean metricsPublic,
    LiveSettings settings,
    AlertWatcher alerts,
    Clock clock) {

  /** How the receiver is set up now. */
  SetupFacts setup() {
    return SetupFacts.of(settings.current());
  }
}
