package io.fswebhook.core.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Closes what was opened, the last one first, and each whatever becomes of the others. Once; safe
 * for use by several threads.
 */
public final class Closer implements AutoCloseable {

  private final Deque<Runnable> opened = new ArrayDeque<>();

  /** Something was opened, or is about to be: closing it must do no harm either way. */
  public synchronized void add(Runnable close) {
    opened.push(close);
  }

  /** Closes all. What is thrown first goes on, with the rest of it as suppressed. */
  @Override
  public void close() {
    Throwable first = closeAll(null);
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Closes all after a failure, which is what counts: what is thrown is suppressed by it. */
  public void closeAfter(Throwable failure) {
    closeAll(failure);
  }

  private synchronized @Nullable Throwable closeAll(@Nullable Throwable before) {
    Throwable first = before;
    while (!opened.isEmpty()) {
      try {
        opened.pop().run();
      } catch (RuntimeException | Error e) {
        if (first == null) {
          first = e;
        } else if (first != e) {
          first.addSuppressed(e);
        }
      }
    }
    return first;
  }
}
