package io.fswebhook.core.explain;

import org.jspecify.annotations.Nullable;

/** How much may still be tried, in bytes that are signed. Belongs to one thread. */
public final class Effort {

  private static final int LEAST = 256; // what signing nothing costs

  private final @Nullable Effort whole;
  private long left;

  private Effort(@Nullable Effort whole, long left) {
    this.whole = whole;
    this.left = left;
  }

  /** So many bytes. */
  public static Effort of(long bytes) {
    return new Effort(null, bytes);
  }

  /** A part of this, which it takes from this. */
  Effort part(long bytes) {
    return new Effort(this, bytes);
  }

  /** Whether there is enough left; if so, it is taken. */
  boolean take(long bytes) {
    long cost = bytes + LEAST;
    if (isSpent() || (whole != null && !whole.take(bytes))) {
      left = 0;
      return false;
    }
    left -= cost;
    return true;
  }

  /** Whether nothing more may be tried. */
  public boolean isSpent() {
    return left <= 0;
  }
}
