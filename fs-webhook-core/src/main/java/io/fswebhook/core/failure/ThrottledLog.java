package io.fswebhook.core.failure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Logs failures that requests can cause, at most one of each kind a minute, so that nobody can fill
 * the disk. The next one says how many were omitted. Thread-safe.
 */
public final class ThrottledLog {

  /** Kinds beyond this number share one limit. */
  static final int MOST_KINDS = 20;

  static final Duration PAUSE = Duration.ofMinutes(1);

  private static final String OTHERS = "others";

  private final Logger log;
  private final LongSupplier nanoTime;
  private final Map<String, Kind> kinds = new HashMap<>();

  public ThrottledLog(Logger log) {
    this(log, System::nanoTime);
  }

  ThrottledLog(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /**
   * Logs a failure with its stack trace.
   *
   * @param what a sentence that is always the same
   */
  public void error(String what, Throwable failure) {
    Kind turn = turn(what, failure);
    if (turn != null) {
      log.error(turn.sentence(what), failure);
    }
  }

  /**
   * Logs a temporary failure, without a stack trace.
   *
   * @param what a sentence that is always the same
   */
  public void warn(String what, Throwable failure) {
    Kind turn = turn(what, failure);
    if (turn != null) {
      log.warn("{}: {}", turn.sentence(what), failure.getMessage());
    }
  }

  private synchronized @Nullable Kind turn(String what, Throwable failure) {
    long now = nanoTime.getAsLong();
    String key = failure.getClass().getName() + ' ' + what;
    if (!kinds.containsKey(key) && kinds.size() >= MOST_KINDS) {
      key = OTHERS;
    }
    Kind last = kinds.get(key);
    if (last != null && now - last.loggedAt < PAUSE.toNanos()) {
      last.leftOut++;
      return null;
    }
    Kind next = new Kind(now);
    kinds.put(key, next);
    return last == null ? next : last;
  }

  /** When it was logged, and how many came since then. */
  private static final class Kind {

    private final long loggedAt;
    private long leftOut;

    Kind(long loggedAt) {
      this.loggedAt = loggedAt;
    }

    String sentence(String what) {
      return leftOut == 0 ? what : what + " (and " + leftOut + " times since it was last logged)";
    }
  }
}
