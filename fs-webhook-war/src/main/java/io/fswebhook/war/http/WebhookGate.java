package io.fswebhook.war.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns away from {@code /webhook} what its request line and headers already condemn. Stands before
 * Jersey's own matching, which would answer OPTIONS by itself and name it in {@code Allow}.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class WebhookGate implements ContainerRequestFilter {

  private final Refusals refusals;
  private final int maxBodySize;

  WebhookGate(Refusals refusals, int maxBodySize) {
    this.refusals = refusals;
    this.maxBodySize = maxBodySize;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!isWebhook(request.getUriInfo().getPathSegments(false))) {
      return;
    }
    Response refusal = refusal(request);
    if (refusal != null) {
      request.abortWith(refusal);
    }
  }

  private @Nullable Response refusal(ContainerRequestContext request) {
    if (!request.getMethod().equals(HttpMethod.POST)) {
      return refusals.notPost(RequestEdge.remoteAddress(request));
    }
    if (!isJson(request.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
      return refusals.notJson(RequestEdge.remoteAddress(request));
    }
    if (announcedSize(request) > maxBodySize) {
      return refusals.tooLarge(RequestEdge.remoteAddress(request));
    }
    return null;
  }

  /** {@code /webhook/} is the same resource to Jersey, so it is to the gate. */
  private static boolean isWebhook(List<PathSegment> segments) {
    return !segments.isEmpty()
        && segments.get(0).getPath().equals(WebhookResource.PATH)
        && (segments.size() == 1 || (segments.size() == 2 && segments.get(1).getPath().isEmpty()));
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json")
        || (type.startsWith("application/") && type.endsWith("+json") && type.indexOf(',') < 0);
  }

  /** Read by itself: Jersey's own getter is an int, which 10 GB overflows. */
  private static long announcedSize(ContainerRequestContext request) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
