package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a claim gave.
 *
 * @param handlings the oldest first
 * @param exhausted whether nothing else of the handler is due now
 * @param nextDueAt when the next one will be; null when none waits, or when not exhausted
 */
public record Claim(List<Handling> handlings, boolean exhausted, @Nullable Instant nextDueAt) {

  public Claim {
    handlings = List.copyOf(handlings);
  }
}
