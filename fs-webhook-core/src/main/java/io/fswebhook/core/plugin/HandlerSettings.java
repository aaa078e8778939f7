package io.fswebhook.core.plugin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of one handler.
 *
 * @param enabled whether it is started at all
 * @param concurrency how many deliveries it handles at the same time
 * @param timeout how long one attempt may take
 * @param maxAttempts after how many attempts a handling is dead
 * @param own looks up one of the handler's own settings
 * @param listed the handler's own settings as far as they can be listed
 */
public record HandlerSettings(
    boolean enabled,
    int concurrency,
    Duration timeout,
    int maxAttempts,
    Function<String, Optional<String>> own,
    Map<String, String> listed) {

  public HandlerSettings {
    listed = Map.copyOf(listed);
  }
}
