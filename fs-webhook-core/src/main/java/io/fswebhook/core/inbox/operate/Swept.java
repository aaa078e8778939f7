package io.fswebhook.core.inbox.operate;

/**
 * What the retention did.
 *
 * @param finished deliveries that were deleted and had been finished
 * @param unfinished deliveries that were deleted and had died, or waited for a handler that is not
 *     subscribed
 * @param upTo the last one, in the order of receipt, that was old enough to be looked at
 */
public record Swept(long finished, long unfinished, long upTo) {}
