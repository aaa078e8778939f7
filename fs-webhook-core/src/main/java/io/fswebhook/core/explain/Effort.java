package io.fswebhook.core.explain;

import org.jspecify.annotations.Nullable;

/** A budget for trials, in bytes to sign. Not thread-safe. */
public final class Effort {

  private static final int LEAST = 256; // cost of signing an empty text

  private final @Nullable Effort whole;
  private long left;

  private Effort(@Nullable Effort whole, long left) {
    this.whole = whole;
    this.left = left;
  }

  /** A budget of this many bytes. */
  public static Effort of(long bytes) {
    return new Effort(null, bytes);
  }

  /** A smaller budget that draws from this one. */
  Effort part(long bytes) {
    return new Effort(this, bytes);
  }

  /** Spends from the budget; false when nothing is left. */
  boolean take(long bytes) {
    long cost = bytes + LEAST;
    if (isSpent() || (whole != null && !whole.take(bytes))) {
      left = 0;
      return false;
    }
    left -= cost;
    return true;
  }

  /** Whether the budget is used up. */
  public boolean isSpent() {
    return left <= 0;
  }
}
