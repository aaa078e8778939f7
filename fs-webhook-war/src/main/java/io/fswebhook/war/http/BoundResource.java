package io.fswebhook.war.http;

import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/**
 * Binds a resource class to an instance. Registering the instance directly works too, but Jersey
 * warns that it will be ignored (eclipse-ee4j/jersey issue 3700).
 */
public final class BoundResource {

  private BoundResource() {}

  /** Binds all methods of a resource to this instance. */
  public static Resource of(Object instance) {
    return bound(Resource.from(instance.getClass()), instance, false);
  }

  /** The same, with its methods running on {@link ApiThreads}. */
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
