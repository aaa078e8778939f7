package io.fswebhook.core.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Closes resources in reverse order, each even if others fail. Thread-safe, and closes only once.
 */
public final class Closer implements AutoCloseable {

  private final Deque<Runnable> opened = new ArrayDeque<>();

  /**
   * Registers a resource that was opened, or is about to be: closing it must be safe either way.
   */
  public synchronized void add(Runnable close) {
    opened.push(close);
  }

  /** Closes all. Throws the first failure, with later ones suppressed. */
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

  /** Closes all after a failure; exceptions are added to it as suppressed. */
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
