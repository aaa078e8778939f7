package io.fswebhook.core.reject;

import io.fswebhook.core.explain.Explainer;
import io.fswebhook.core.verify.StreamAccess;
import java.util.List;
import java.util.Map;

/**
 * How rejected requests are recorded and explained.
 *
 * @param headers that may carry the signature
 * @param streams the configured ones
 */
public record RejectionRules(
    RejectionSettings settings,
    List<String> headers,
    Map<String, StreamAccess> streams,
    Explainer explainer) {

  public RejectionRules {
    headers = List.copyOf(headers);
    streams = Map.copyOf(streams);
  }
}
