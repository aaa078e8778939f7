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
 * Guards every method of every resource that is not {@link Open}, also those that are yet to be
 * written: by what was found for a path, so that no way to write a path leads around it.
 */
public final class AccessFeature implements DynamicFeature {

  private static final String OURS = "io.fswebhook.";

  private final Authenticator authenticator;
  private final ExternalAddress external;
  private final Set<Class<?>> alsoOpen;

  /** A proxy for the one at hand, given by Jersey. */
  @Context private @Nullable HttpServletRequest request;

  /**
   * Guards by what the authenticator knows.
   *
   * @param external tells where a request comes from
   * @param alsoOpen resources that the settings leave open
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
              authenticator, needed(resource.getResourceMethod()), this::remoteAddress));
    }
  }

  /** The server's answers to OPTIONS, which name methods and nothing else, are not ours. */
  private boolean isOpen(ResourceInfo resource) {
    Class<?> type = resource.getResourceClass();
    return !type.getName().startsWith(OURS)
        || type.isAnnotationPresent(Open.class)
        || resource.getResourceMethod().isAnnotationPresent(Open.class)
        || alsoOpen.contains(type);
  }

  private static Role needed(Method method) {
    For special = method.getAnnotation(For.class);
    if (special != null) {
      return special.value();
    }
    boolean isRead =
        method.isAnnotationPresent(GET.class) || method.isAnnotationPresent(HEAD.class);
    return isRead ? Role.VIEWER : Role.OPERATOR;
  }

  private String remoteAddress() {
    if (request == null) {
      throw new IllegalStateException("Jersey has not given its request");
    }
    return external.remoteAddress(request);
  }
}
