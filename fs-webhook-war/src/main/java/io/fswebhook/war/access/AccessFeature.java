package io.fswebhook.war.access;

import io.fswebhook.war.http.ExternalAddress;
import io.fswebhook.war.http.Open;
import io.fswebhook.war.settings.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Protects every resource method that is not {@link Open}, future ones included. Protection is by
 * matched method, not by path, so no spelling of a path bypasses it.
 */
public final class AccessFeature implements DynamicFeature {

  private static final String OURS = "io.fswebhook.";

  private final Authenticator authenticator;
  private final ExternalAddress external;
  private final Set<Class<?>> alsoOpen;

  /** A proxy for the current request, injected by Jersey. */
  @Context private @Nullable HttpServletRequest request;

  /**
   * Protects resources with this authenticator.
   *
   * @param external resolves the address of the client
   * @param alsoOpen resources that the settings make public
   */
  public AccessFeature(
      Authenticator authenticator, ExternalAddress external, Set<Class<?>> alsoOpen) {
    this.authenticator = authenticator;
    this.external = external;
    this.alsoOpen = Set.copyOf(alsoOpen);
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (!isOpen(resource)) {
      context.register(
          new AccessFilter(
              authenticator,
              needed(resource.getResourceMethod()),
              this::remoteAddress,
              () -> request().getRemoteAddr()));
    }
  }

  /** Jersey's own OPTIONS responses, which only list methods, are public. */
  private boolean isOpen(ResourceInfo resource) {
    Class<?> type = resource.getResourceClass();
    return !type.getName().startsWith(OURS)
        || type.isAnnotationPresent(Open.class)
        || resource.getResourceMethod().isAnnotationPresent(Open.class)
        || alsoOpen.contains(type);
  }

  private static Role needed(Method method) {
    boolean isForViewers =
        method.isAnnotationPresent(GET.class)
            || method.isAnnotationPresent(HEAD.class)
            || method.isAnnotationPresent(ForViewers.class);
    return isForViewers && !method.isAnnotationPresent(ForOperators.class)
        ? Role.VIEWER
        : Role.OPERATOR;
  }

  private String remoteAddress() {
    return external.remoteAddress(request());
  }

  private HttpServletRequest request() {
    if (request == null) {
      throw new IllegalStateException("Jersey did not inject the request");
    }
    return request;
  }
}
