package io.fswebhook.war.api;

import io.fswebhook.war.access.Caller;
import io.fswebhook.war.http.Places;
import io.fswebhook.war.http.Problem;
import io.fswebhook.war.settings.Role;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many requests are worked on or wait to be, of all callers together and of each, since
 * a few who search at the same time could have the inbox read for nobody but them. The others are
 * answered 503 at once.
 */
final class AdmitCallers implements DynamicFeature, ApplicationEventListener {

  private static final String PLACE = AdmitCallers.class.getName();

  private final Set<Class<?>> resources;
  private final Places places;

  /**
   * Bounds requests to these resources.
   *
   * @param places those there are
   */
  AdmitCallers(Set<Class<?>> resources, Places places) {
    this.resources = Set.copyOf(resources);
    this.places = places;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (resources.contains(resource.getResourceClass())) {
      context.register(new Admission());
    }
  }

  /** After it is known who asks. */
  @Priority(Priorities.AUTHORIZATION)
  private static final class Admission implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext context) {
      boolean isIn =
          context.getProperty(PLACE) instanceof Place place
              && place.take(Caller.of(context.getSecurityContext()));
      if (!isIn) {
        context.abortWith(Problem.busy().build());
      }
    }
  }

  @Override
  public void onEvent(ApplicationEvent event) {}

  @Override
  public RequestEventListener onRequest(RequestEvent start) {
    Place place = new Place(places);
    start.getContainerRequest().setProperty(PLACE, place);
    return place;
  }

  /** The place of one request, which is over when the request's own properties are gone already. */
  private static final class Place implements RequestEventListener {

    private final Places places;
    private final AtomicReference<@Nullable String> holder = new AtomicReference<>();

    Place(Places places) {
      this.places = places;
    }

    boolean take(Caller caller) {
      boolean isTaken = places.take(caller.name(), caller.role() == Role.OPERATOR);
      if (isTaken) {
        holder.set(caller.name());
      }
      return isTaken;
    }

    @Override
    public void onEvent(RequestEvent event) {
      String caller = event.getType() == RequestEvent.Type.FINISHED ? holder.getAndSet(null) : null;
      if (caller != null) {
        places.leave(caller);
      }
    }
  }
}
