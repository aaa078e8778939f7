package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.HandlerTask;

/** Makes a span of each attempt. Called on the handler's thread; must not throw. */
@FunctionalInterface
public interface AttemptTracer {

  /** Traces nothing. */
  AttemptTracer NONE = task -> AttemptSpan.NONE;

  /** Begins a span that continues the trace of the delivery. */
  AttemptSpan begin(HandlerTask task);
}
