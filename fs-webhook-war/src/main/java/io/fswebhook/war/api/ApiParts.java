package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.war.access.Authenticator;
import io.fswebhook.war.http.ApiThreads;
import io.fswebhook.war.http.ExternalAddress;
import io.fswebhook.war.settings.SettingInForce;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What the management API is made of.
 *
 * @param receiver what it shows and does things with
 * @param inboxTimeout how long an answer waits for what the inbox does
 * @param threads where the inbox is read
 * @param external what the receiver is called from outside
 * @param authenticator who may
 * @param metricsPublic whether the metrics need no token
 * @param setup how it is set up
 * @param settings each as it may be shown
 * @param clock tells people the time
 */
public record ApiParts(
    Receiver receiver,
    Duration inboxTimeout,
    ApiThreads threads,
    ExternalAddress external,
    Authenticator authenticator,
    boolean metricsPublic,
    SetupFacts setup,
    List<SettingInForce> settings,
    Clock clock) {}
