package io.fswebhook.war.access;

import io.fswebhook.war.http.ClientNetwork;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slows down token guessing: each address has a budget of failed attempts, refilled by one a
 * second. The number of addresses is bounded; the one whose last failure is oldest is dropped
 * first. Safe for use by several threads.
 */
final class LoginRateLimiter {

  static final int TRIES = 10;
  static final int MOST_ADDRESSES = 10_000;

  private static final Logger log = LoggerFactory.getLogger(LoginRateLimiter.class);
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private static final long FREE = (TRIES - 1) * PAUSE;
  private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;

  /** When the budget of each is full again, by {@link System#nanoTime()}; oldest failure first. */
  private final Map<String, Long> paidAt = new LinkedHashMap<>();

  private @Nullable Long warnAgainAt;

  LoginRateLimiter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * How long to wait before the next attempt.
   *
   * @return zero if it may be made now
   */
  synchronized Duration pause(String address) {
    Long paid = paidAt.get(ClientNetwork.of(address));
    if (paid == null) {
      return Duration.ZERO;
    }
    long tooMuch = paid - nanoTime.getAsLong() - FREE;
    return tooMuch <= 0 ? Duration.ZERO : Duration.ofNanos(tooMuch);
  }

  /** Records a failed attempt. */
  synchronized void failed(String address) {
    String origin = ClientNetwork.of(address);
    long now = nanoTime.getAsLong();
    Long paid = paidAt.remove(origin);
    long debt = paid == null ? 0 : Math.max(0, paid - now);
    paidAt.put(origin, now + debt + PAUSE);
    if (paidAt.size() > MOST_ADDRESSES) {
      paidAt.remove(paidAt.keySet().iterator().next());
    }
    if (debt + PAUSE > FREE) {
      warn(address, now);
    }
  }

  private void warn(String address, long now) {
    if (warnAgainAt == null || now - warnAgainAt >= 0) {
      warnAgainAt = now + BETWEEN_WARNINGS;
      log.warn("Invalid tokens from {}; its attempts are limited to one a second", address);
    }
  }

  synchronized int size() {
    return paidAt.size();
  }
}
