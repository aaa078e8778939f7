package io.fswebhook.core.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is to do, and who wants it.
 *
 * @param handlers to which deliveries are replayed; null for each task's own
 * @param who the name of the token, or of the server's user
 * @param role what allowed it
 */
public record OperationRequest(
    TaskFilter filter, @Nullable List<String> handlers, String who, String role) {

  public OperationRequest {
    handlers = handlers == null ? null : List.copyOf(handlers);
  }
}
