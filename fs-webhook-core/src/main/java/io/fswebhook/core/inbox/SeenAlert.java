package io.fswebhook.core.inbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that a node sees now. One alert is open for each kind and subject, however many nodes
 * see it.
 *
 * @param subject such as the handler; null if it concerns the receiver as a whole
 * @param count of the tasks concerned; null if there are none to count
 * @param age how long this node has seen it
 */
public record SeenAlert(
    String kind,
    @Nullable String subject,
    String severity,
    String text,
    @Nullable Long count,
    Duration age) {}
