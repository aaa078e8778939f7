package io.fswebhook.core.inbox;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a claim gave.
 *
 * @param tasks the oldest first
 * @param exhausted whether nothing else of the handler is due now
 * @param lookAgainIn when another one may be due; null when that will be told, or when not
 *     exhausted. A time to wait and no time of day, since the clock of the inbox may be another one
 */
public record Claim(List<HandlerTask> tasks, boolean exhausted, @Nullable Duration lookAgainIn) {

  public Claim {
    tasks = List.copyOf(tasks);
  }
}
