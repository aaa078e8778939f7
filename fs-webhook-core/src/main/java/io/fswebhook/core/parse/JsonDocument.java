package io.fswebhook.core.parse;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A body as values of the JDK, all unmodifiable and in its order.
 *
 * @param members of the object at the top
 * @param numbersAsText the very {@code String} objects among the values, by identity, that are
 *     numbers in the body and too large to be kept as such; everywhere else they are plain text
 */
record JsonDocument(Map<String, @Nullable Object> members, Set<String> numbersAsText) {}
