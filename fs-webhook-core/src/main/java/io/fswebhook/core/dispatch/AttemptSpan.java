package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.trace.TraceContext;
import org.jspecify.annotations.Nullable;

/** The span of one attempt. Thread-safe; must not throw. */
public interface AttemptSpan {

  /** Of an attempt that is not traced. */
  AttemptSpan NONE = new AttemptSpan() {};

  /** What the handler passes on; null if the attempt is not traced. */
  default @Nullable TraceContext context() {
    return null;
  }

  /** The event, once it is known. */
  default void event(String eventName) {}

  /** Makes it the current span of this thread until the scope is closed there. */
  default Scope makeCurrent() {
    return () -> {};
  }

  /**
   * The attempt has ended.
   *
   * @param thrown by the handler, null for nothing; its own methods may throw
   */
  default void end(Outcome outcome, @Nullable Throwable thrown) {}

  /** The receiver stops, and the task is handled again after the next start. */
  default void abandon() {}

  /** As long as a span is current. */
  interface Scope extends AutoCloseable {

    @Override
    void close();
  }
}
