package io.fswebhook.core.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a handler's task.
 *
 * @param attempts since it was first started or last replayed
 * @param replays how many times it was replayed
 * @param dueAt when the next attempt is due; null if there is none
 * @param error of the last attempt; null unless retrying or dead
 */
public record TaskSummary(
    String handler,
    TaskState state,
    int attempts,
    int replays,
    @Nullable Instant dueAt,
    @Nullable String error) {}
