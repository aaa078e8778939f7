package io.fswebhook.war.live;

import io.fswebhook.war.http.AsyncRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.SseFeature;

/** Streams what happens, as it happens. */
@Path("api/v1/events")
public final class EventsResource {

  private static final long RETRY_AFTER_SECONDS = 10;

  private final LiveEvents events;

  public EventsResource(LiveEvents events) {
    this.events = events;
  }

  /** Ends by itself after some minutes; whoever listens comes again. */
  @GET
  @Produces(SseFeature.SERVER_SENT_EVENTS)
  public EventOutput events(@Context HttpServletRequest request) {
    return events
        .listen(AsyncRequests.endOf(request))
        .orElseThrow(() -> new ServiceUnavailableException(RETRY_AFTER_SECONDS));
  }
}
