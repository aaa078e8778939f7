package io.fswebhook.core.inbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finished attempt.
 *
 * @param replay 0 before the first replay
 * @param number from 1 in each replay
 * @param outcome succeeded, retrying or dead
 * @param error null unless it failed
 * @param response what the handler's target answered; null unless the handler reported it
 */
public record AttemptRecord(
    int replay,
    int number,
    Instant startedAt,
    Duration duration,
    TaskState outcome,
    @Nullable String error,
    @Nullable TargetResponse response) {}
