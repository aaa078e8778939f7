package io.fswebhook.war.api;

import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.core.Receiver;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.parse.EventType;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RejectedException;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.AuditedResponse.Action;
import io.fswebhook.war.http.ProblemException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Sends a test event to the receiver. */
@Path("api/v1/test-events")
public record TestEventsResource(
    Receiver receiver, AuditedResponse response, Supplier<SetupFacts> setup, Clock clock) {

  private static final String EVENT = "event";
  private static final String STREAM = "stream";

  /**
   * A sample event, proven with the receiver's own secret or token, and received like any other.
   */
  @POST
  public Response send(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Query.of(uri);
    Members members = Members.ofBody(body, headers, EVENT, STREAM);
    Caller caller = Caller.of(security);
    Optional<String> stream = members.text(STREAM);
    return stream.isEmpty()
        ? event(members.neededText(EVENT), caller)
        : toStream(stream.get(), members.text(EVENT), caller);
  }

  private Response event(String event, Caller caller) {
    EventType type =
        EventCatalogue.find(event).orElseThrow(() -> wrong(EVENT, EventCatalogue.names(), event));
    return send(
        event, caller, () -> receiver.signedTest(type.sample(clock.instant()), caller.name()));
  }

  private Response toStream(String stream, Optional<String> event, Caller caller) {
    if (event.isPresent()) {
      throw ProblemException.badRequest("The body must have event or stream, had both.");
    }
    List<String> known = setup.get().streams().stream().map(StreamFacts::name).toList();
    if (!known.contains(stream)) {
      throw wrong(STREAM, known, stream);
    }
    StreamEvent sample =
        SampleEvents.streamEvent(stream, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return send(
        sample.eventName(),
        caller,
        () -> receiver.streamTest(stream, SampleEvents.body(sample), caller.name()));
  }

  private static ProblemException wrong(String name, List<String> known, String value) {
    return Query.wrong(
        name,
        known.isEmpty() ? "configured, and none is" : "one of " + String.join(", ", known),
        value);
  }

  private Response send(String event, Caller caller, Supplier<RawRequest> request) {
    return response.answer(
        response.audited(
            new Action(caller, "test-event", "event " + event, null), () -> receive(request.get())),
        receipt ->
            AuditedResponse.ok(
                new Outcomes.Tested(
                    receipt.id(), receipt.status().name().toLowerCase(Locale.ROOT))));
  }

  private CompletionStage<Receipt> receive(RawRequest request) {
    try {
      return receiver.receive(request);
    } catch (RejectedException e) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("the receiver rejected its own event", e));
    } catch (RefusedException e) { // by a schema of the settings
      return CompletableFuture.failedFuture(
          ProblemException.badRequest("The sample event was refused: " + e.getMessage() + "."));
    }
  }
}
