package io.fswebhook.core.plugin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of one handler.
 *
 * @param enabled whether it is started at all
 * @param concurrency how many deliveries it handles at the same time, 1 to {@link #MAX_CONCURRENCY}
 * @param timeout how long one attempt may take, more than zero
 * @param maxAttempts after how many attempts a handling is dead, at least 1
 * @param own looks up one of the handler's own settings; throws IllegalStateException where its
 *     file cannot be read
 * @param listed the handler's own settings as far as they can be listed
 */
public record HandlerSettings(
    boolean enabled,
    int concurrency,
    Duration timeout,
    int maxAttempts,
    Function<String, Optional<String>> own,
    Map<String, String> listed) {

  /** Each delivery that is handled holds a thread. */
  public static final int MAX_CONCURRENCY = 256;

  public HandlerSettings {
    check(
        concurrency >= 1 && concurrency <= MAX_CONCURRENCY,
        "concurrency must be from 1 to " + MAX_CONCURRENCY,
        concurrency);
    check(!timeout.isZero() && !timeout.isNegative(), "timeout must be > 0", timeout);
    check(maxAttempts >= 1, "max-attempts must be >= 1", maxAttempts);
    listed = Map.copyOf(listed);
  }

  private static void check(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", was " + value);
    }
  }
}
