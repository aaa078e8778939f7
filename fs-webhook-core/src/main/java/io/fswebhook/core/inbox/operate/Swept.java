package io.fswebhook.core.inbox.operate;

/**
 * The result of a retention sweep.
 *
 * @param finished deleted deliveries that were finished
 * @param unfinished deleted deliveries that were dead, or waited for a handler that is not
 *     subscribed
 * @param upTo the last delivery, in the order of receipt, that was old enough to be examined
 */
public record Swept(long finished, long unfinished, long upTo) {}
