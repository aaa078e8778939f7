package io.fswebhook.core.node;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far this node is behind a partition that it reads.
 *
 * @param records that are not taken yet
 * @param oldest when the oldest of them was appended, or a moment before that; null if there are
 *     none, or if it is not known yet
 */
public record TopicLag(int partition, long records, @Nullable Instant oldest) {}
