package io.fswebhook.war.http;

import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.trace.TraceContext;
import org.jspecify.annotations.Nullable;

/** The span of one request. May be used by one thread after another; must not throw. */
public interface RequestSpan {

  /** Of a request that is not traced. */
  RequestSpan NONE = new RequestSpan() {};

  /** What is stored with the delivery; null if the request is not traced. */
  default @Nullable TraceContext context() {
    return null;
  }

  /** The delivery is on disk. */
  default void stored(Receipt receipt) {}

  /** The response is written. */
  default void end(int status) {}
}
