package io.fswebhook.war.http;

import io.fswebhook.core.text.StreamName;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param stream null for the webhook
 */
record DeliveryTarget(@Nullable String stream) {

  static final String WEBHOOK = "/webhook";
  static final String STREAMS = "/streams";

  /** The path, with the name of its parameter in place of the value. */
  String route() {
    return stream == null ? WEBHOOK : STREAMS + "/{name}";
  }

  /**
   * Null for no such place. The path of a stream must be sent as it is: servers differ in what they
   * make of encoded characters, parameters, double slashes and dots.
   */
  static @Nullable DeliveryTarget of(HttpServletRequest request) {
    String below = request.getPathInfo();
    if (request.getServletPath().equals(WEBHOOK)) {
      return below == null || below.equals("/") ? new DeliveryTarget(null) : null;
    }
    String name = below == null ? "" : below.substring(1);
    String path = request.getContextPath() + STREAMS + "/" + name;
    return StreamName.isValid(name) && path.equals(request.getRequestURI())
        ? new DeliveryTarget(name)
        : null;
  }
}
