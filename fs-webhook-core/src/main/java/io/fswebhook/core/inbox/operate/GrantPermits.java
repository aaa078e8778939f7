package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.Permits;
import io.fswebhook.core.inbox.commit.Write;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Grants permission to begin attempts by the generic cell rate algorithm: the table has the time at
 * which the next one may begin, and each that is granted moves it by an interval. All times are in
 * microseconds, by the clock of the database.
 */
public final class GrantPermits implements Write {

  /** What was not used for this long may be made up for, so that short delays cost no attempts. */
  private static final long BURST = TimeUnit.MILLISECONDS.toMicros(100);

  /** So that high rates are granted in groups. */
  private static final long LEAST_WAIT = TimeUnit.MILLISECONDS.toMicros(20);

  /** Another node is being granted some. */
  private static final Permits BUSY = new Permits(0, Duration.ofMillis(5));

  private final String handler;
  private final long interval;
  private final int wanted;
  private final String select;
  private final CompletableFuture<Permits> permits = new CompletableFuture<>();
  private Permits granted = BUSY;

  /**
   * Grants up to as many as are wanted.
   *
   * @param locking what follows a SELECT that locks its row, or skips it if another node has
   */
  public GrantPermits(String handler, Duration interval, int wanted, String locking) {
    this.handler = handler;
    this.interval = TimeUnit.NANOSECONDS.toMicros(interval.toNanos());
    this.wanted = wanted;
    this.select = "SELECT next_at FROM handler_rate WHERE handler = ?" + locking;
  }

  /** Completes on the thread that writes. */
  public CompletableFuture<Permits> permits() {
    return permits;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    session.update(
        "INSERT INTO handler_rate (handler, next_at) VALUES (?, 0) ON CONFLICT (handler) DO NOTHING",
        handler);
    Optional<Long> next = session.first(select, row -> row.getLong(1), handler);
    granted = next.isEmpty() ? BUSY : grant(next.get(), session);
  }

  private Permits grant(long stored, WriteSession session) throws SQLException {
    long now = TimeUnit.MILLISECONDS.toMicros(session.now());
    // Later than that only if the clock was set back, or the rate was lower.
    long next = Math.min(Math.max(stored, now - BURST), now + interval);
    int count = next > now ? 0 : (int) Math.min(wanted, (now - next) / interval + 1);
    long after = next + count * interval;
    session.update("UPDATE handler_rate SET next_at = ? WHERE handler = ?", after, handler);
    return new Permits(count, Duration.of(Math.max(LEAST_WAIT, after - now), ChronoUnit.MICROS));
  }

  @Override
  public void committed() {
    permits.complete(granted);
  }

  @Override
  public void failed(InboxUnavailableException cause) {
    permits.completeExceptionally(cause);
  }

  /** A power cut gives an attempt or two too many. */
  @Override
  public boolean mustBeOnDisk() {
    return false;
  }
}
