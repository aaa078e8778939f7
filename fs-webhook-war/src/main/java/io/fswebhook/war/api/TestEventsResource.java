package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.parse.EventType;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.AuditedResponse.Action;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends a test event to the receiver. */
@Path("api/v1/test-events")
public record TestEventsResource(Receiver receiver, AuditedResponse response, Clock clock) {

  /** A signed sample event, received like any other. */
  @POST
  public Response send(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    Query.of(uri);
    String event = Members.ofBody(body, headers, "event").neededText("event");
    EventType type =
        EventCatalogue.find(event)
            .orElseThrow(
                () ->
                    Query.wrong(
                        "event", "one of " + String.join(", ", EventCatalogue.names()), event));
    Caller caller = Caller.of(security);
    return response.answer(
        response.audited(
            new Action(caller, "test-event", "event " + event, null),
            () -> receive(type, caller.name())),
        receipt ->
            AuditedResponse.ok(
                new Outcomes.Tested(
                    receipt.id(), receipt.status().name().toLowerCase(Locale.ROOT))));
  }

  private CompletionStage<Receipt> receive(EventType type, String by) {
    try {
      return receiver.receive(receiver.signedTest(type.sample(clock.instant()), by));
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("the receiver refused its own signed event", e));
    }
  }
}
