package io.fswebhook.war.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns away what its request line and headers already condemn. */
final class Preconditions {

  private final Refusals refusals;
  private final int maxBodySize;

  Preconditions(Refusals refusals, int maxBodySize) {
    this.refusals = refusals;
    this.maxBodySize = maxBodySize;
  }

  @Nullable Refusal refusal(HttpServletRequest request, String remoteAddress) {
    if (!request.getMethod().equals(HttpMethod.POST)) {
      return refusals.notPost(remoteAddress);
    }
    if (!isJson(request.getHeaders(HttpHeaders.CONTENT_TYPE))) {
      return refusals.notJson(remoteAddress);
    }
    if (request.getContentLengthLong() > maxBodySize) {
      return refusals.tooLarge(remoteAddress);
    }
    return null;
  }

  private static boolean isJson(@Nullable Enumeration<String> values) {
    List<String> types = values == null ? List.of() : Collections.list(values);
    return types.size() == 1
        && (types.get(0).equals(MediaType.APPLICATION_JSON) || isJson(types.get(0)));
  }

  private static boolean isJson(String contentType) {
    try {
      MediaType type = MediaType.valueOf(contentType);
      String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
      return type.getType().equalsIgnoreCase("application")
          && (subtype.equals("json") || subtype.endsWith("+json"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
