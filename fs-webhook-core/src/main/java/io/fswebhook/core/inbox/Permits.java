package io.fswebhook.core.inbox;

import java.time.Duration;

/**
 * Permission to begin attempts of a handler that has a rate.
 *
 * @param granted how many may begin now
 * @param askAgainIn after which time to ask for the rest
 */
public record Permits(int granted, Duration askAgainIn) {}
