package io.fswebhook.core.inbox;

import java.time.Instant;

/**
 * Dead letters of a handler that died of the same kind of error.
 *
 * @param error the {@linkplain Outcome#fingerprint fingerprint} that they share
 * @param text the error of the last one
 * @param firstAt when the first one died
 * @param lastAt when the last one died
 * @param deliveryId the last one's
 */
public record ErrorGroup(
    String handler,
    long error,
    String text,
    long count,
    Instant firstAt,
    Instant lastAt,
    String deliveryId) {}
