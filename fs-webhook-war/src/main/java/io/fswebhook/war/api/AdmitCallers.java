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
 * Limits the requests in progress and queued, in total and per caller, so that a few callers cannot
 * take up all of the inbox's capacity. Requests beyond the limit are answered 503 immediately.
 */
final class AdmitCallers implements DynamicFeature, ApplicationEventListener {

  private static final String PLACE = AdmitCallers.class.getName();

  private final Set<Class<?>> resources;
  private final Places places;

  /**
   * Limits requests to these resources.
   *
   * @param places the available slots
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

  /** Runs once the caller is known. */
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

  /** The slot of one request; released after the request's properties are gone, hence a field. */
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
