package io.fswebhook.war.http;

import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/**
 * Describes a resource by its annotations and binds it to an instance. Registered as it is, an
 * instance works too, but Jersey warns that it will be ignored (eclipse-ee4j/jersey issue 3700).
 */
public final class BoundResource {

  private BoundResource() {}

  /** All that a resource answers, by this instance. */
  public static Resource of(Object instance) {
    return bound(Resource.from(instance.getClass()), instance, false);
  }

  /** The same, with all that its methods do on {@link ApiThreads}. */
  public static Resource onApiThreads(Object instance) {
    return bound(Resource.from(instance.getClass()), instance, true);
  }

  private static Resource bound(Resource described, Object instance, boolean onApiThreads) {
    Resource.Builder builder = Resource.builder(described.getPath());
    for (ResourceMethod method : described.getResourceMethods()) {
      ResourceMethod.Builder bound =
          builder.addMethod(method).handledBy(instance, method.getInvocable().getHandlingMethod());
      if (onApiThreads) {
        bound.managedAsync();
      }
    }
    for (Resource child : described.getChildResources()) {
      builder.addChildResource(bound(child, instance, onApiThreads));
    }
    return builder.build();
  }
}
