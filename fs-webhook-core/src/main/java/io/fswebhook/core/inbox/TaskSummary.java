package io.fswebhook.core.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a handler is with a delivery.
 *
 * @param attempts since it was begun, or begun again
 * @param replays how many times it was begun again
 * @param dueAt when the next attempt is due; null when there is none
 * @param error of the last attempt; null unless retrying or dead
 */
public record TaskSummary(
    String handler,
    TaskState state,
    int attempts,
    int replays,
    @Nullable Instant dueAt,
    @Nullable String error) {}
