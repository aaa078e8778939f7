package io.fswebhook.core.inbox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Address and headers of a request, bounded.
 *
 * @param address the client, or the last proxy
 * @param headers a few of its headers in a fixed order; the HMAC is truncated
 */
public record ReceivedWith(String address, Map<String, String> headers) {

  public ReceivedWith {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
