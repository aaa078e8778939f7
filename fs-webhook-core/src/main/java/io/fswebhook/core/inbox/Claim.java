package io.fswebhook.core.inbox;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a claim.
 *
 * @param tasks the claimed tasks, oldest first
 * @param exhausted whether nothing else of the handler is due now
 * @param lookAgainIn when another one may be due; null if a notification will say so, or if not
 *     exhausted. A delay, not a time of day, because the inbox may have a different clock
 */
public record Claim(List<HandlerTask> tasks, boolean exhausted, @Nullable Duration lookAgainIn) {

  public Claim {
    tasks = List.copyOf(tasks);
  }
}
