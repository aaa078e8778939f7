package io.fswebhook.core.inbox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request came with, bounded.
 *
 * @param address who sent it, or the proxy in between
 * @param headers a short list of them, in the order in which they were looked for; the HMAC itself
 *     is cut short
 */
public record ReceivedWith(String address, Map<String, String> headers) {

  public ReceivedWith {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
