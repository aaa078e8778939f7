package io.fswebhook.core.inbox;

import java.util.Map;

/**
 * What a request came with, bounded.
 *
 * @param address who sent it, or the proxy in between
 * @param headers a short list of them; the HMAC itself is cut short
 */
public record ReceivedWith(String address, Map<String, String> headers) {

  public ReceivedWith {
    headers = Map.copyOf(headers);
  }
}
