package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.war.access.Gatekeeper;
import io.fswebhook.war.live.LiveEvents;
import java.time.Clock;

/**
 * What the management API is made of.
 *
 * @param receiver what it shows and does things with
 * @param live who listens to what happens
 * @param gatekeeper who may
 * @param metricsPublic whether the metrics need no token
 * @param clock tells people the time
 */
public record ApiParts(
    Receiver receiver,
    LiveEvents live,
    Gatekeeper gatekeeper,
    boolean metricsPublic,
    Clock clock) {}
