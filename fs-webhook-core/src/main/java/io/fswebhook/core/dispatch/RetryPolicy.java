package io.fswebhook.core.dispatch;

import java.time.Duration;

/**
 * When a failed attempt is made again: {@code initialDelay · multiplier^(attempt-1)}, at most
 * {@code maxDelay}, then changed at random by up to {@code jitter} of itself either way. How many
 * attempts there are is each handler's ({@code HandlerSettings.maxAttempts}).
 *
 * @param initialDelay after the first attempt; more than zero
 * @param multiplier for each further one; at least 1
 * @param maxDelay the longest
 * @param jitter from 0 to 1
 */
public record RetryPolicy(
    Duration initialDelay, double multiplier, Duration maxDelay, double jitter) {}
