package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Permits;
import io.fswebhook.core.plugin.Rate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets as many attempts of a handler begin as its rate allows. Has permits from the inbox, which
 * grants them to all nodes. Guarded by its handler queue.
 */
final class RateGate {

  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final @Nullable Rate rate;
  private int permits;
  private boolean asking;
  private Instant notBefore = Instant.MIN;

  /** Without a rate, everything may begin. */
  RateGate(@Nullable Rate rate) {
    this.rate = rate;
  }

  @Nullable Rate rate() {
    return rate;
  }

  /** How many of these may begin now. */
  int allowed(int waiting) {
    return rate == null ? waiting : Math.min(permits, waiting);
  }

  void begun() {
    if (rate != null) {
      permits--;
    }
  }

  /** How many permits to ask for now, 0 for none. Otherwise wait for {@link #answered}. */
  int ask(int waiting, Instant now) {
    if (rate == null || asking || waiting <= permits || now.isBefore(notBefore)) {
      return 0;
    }
    asking = true;
    return waiting - permits;
  }

  /**
   * The inbox has answered.
   *
   * @param granted null if it failed
   * @return after which time to ask again
   */
  Duration answered(@Nullable Permits granted, Instant now) {
    asking = false;
    permits += granted == null ? 0 : granted.granted();
    Duration wait = granted == null ? ASK_AGAIN : granted.askAgainIn();
    notBefore = now.plus(wait);
    return wait;
  }
}
