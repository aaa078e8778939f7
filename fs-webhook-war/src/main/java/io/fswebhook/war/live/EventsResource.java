package io.fswebhook.war.live;

import io.fswebhook.war.http.AsyncRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.SseFeature;

/** Streams what happens, as it happens. */
@Path("api/v1/events")
public final class EventsResource {

  private static final long RETRY_AFTER_SECONDS = 10;

  private final LiveEvents events;
  private final StillAllowed stillAllowed;
  private final Function<SecurityContext, Who> who;

  /**
   * Streams to whoever asks.
   *
   * @param who was let in
   */
  public EventsResource(
      LiveEvents events, StillAllowed stillAllowed, Function<SecurityContext, Who> who) {
    this.events = events;
    this.stillAllowed = stillAllowed;
    this.who = who;
  }

  /** Who listens: of each, and of those who are no operators, only some can. */
  public record Who(String name, boolean isOperator) {}

  /** Knows how long who was let in may stay. */
  @FunctionalInterface
  public interface StillAllowed {

    /** What can be asked at any later time, on any thread. */
    BooleanSupplier of(SecurityContext security, HttpHeaders headers);
  }

  /** What a stream would be announced with: else HEAD would begin one, and wait for its end. */
  @HEAD
  public Response announced() {
    return Response.ok().type(SseFeature.SERVER_SENT_EVENTS_TYPE).build();
  }

  /** Ends by itself after some minutes; whoever listens comes again. */
  @GET
  @Produces(SseFeature.SERVER_SENT_EVENTS)
  public EventOutput events(
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @Context HttpServletRequest request) {
    return events
        .listen(who.apply(security), stillAllowed.of(security, headers), AsyncRequests.of(request))
        .orElseThrow(() -> new ServiceUnavailableException(RETRY_AFTER_SECONDS));
  }
}
