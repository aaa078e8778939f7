package io.fswebhook.core.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a while, on all nodes together.
 *
 * @param from when it began
 * @param handled attempts that succeeded
 * @param failed attempts that failed, also those that are the last
 * @param dead attempts that were the last and failed
 * @param waiting the most handlings that waited at once; null when nobody looked
 */
public record ActivityStep(
    Instant from,
    long received,
    long duplicates,
    long rejected,
    long handled,
    long failed,
    long dead,
    @Nullable Long waiting) {}
