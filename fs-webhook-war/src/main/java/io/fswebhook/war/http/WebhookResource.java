package io.fswebhook.war.http;

import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RequestHeaders;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries, at {@code /webhook} and at {@code /webhook/} too. The thread of the request
 * reads and verifies; the answer is written later, on another one. Public for Jersey.
 */
@Path(WebhookResource.PATH)
public final class WebhookResource {

  static final String PATH = "webhook";

  private final Front front;
  private final AnswerThreads answers;
  private final Problems problems;
  private final Refusals refusals;
  private final BodyReader bodies;
  private final Clock clock;

  WebhookResource(
      Front front,
      AnswerThreads answers,
      Problems problems,
      Refusals refusals,
      BodyReader bodies,
      Clock clock) {
    this.front = front;
    this.answers = answers;
    this.problems = problems;
    this.refusals = refusals;
    this.bodies = bodies;
    this.clock = clock;
  }

  /**
   * Stores a delivery.
   *
   * @param request stands where the entity would: Jersey hands on the request as it is, while
   *     looking up what {@code @Context} asks for would cost more than verifying
   */
  @POST
  public void receive(ContainerRequestContext request, @Suspended AsyncResponse response) {
    String remoteAddress = RequestEdge.remoteAddress(request);
    try {
      RawRequest raw = raw(request, remoteAddress);
      answers.answer(
          front.receive(raw),
          (receipt, failure) -> response.resume(answer(receipt, failure, remoteAddress)));
    } catch (BodyReader.BodyTooLargeException e) {
      response.resume(refusals.tooLarge(remoteAddress));
    } catch (IOException e) {
      response.resume(refusals.incomplete(remoteAddress, e));
    } catch (RefusedException | RuntimeException e) {
      response.resume(problems.answerTo(e, remoteAddress));
    }
  }

  private RawRequest raw(ContainerRequestContext request, String remoteAddress)
      throws IOException, BodyReader.BodyTooLargeException {
    byte[] bytes = bodies.read(request.getEntityStream(), request.getLength());
    return new RawRequest(headersOf(request), bytes, clock.instant(), remoteAddress);
  }

  private Response answer(
      @Nullable Receipt receipt, @Nullable Throwable failure, String remoteAddress) {
    if (receipt != null) {
      return Response.ok(ReceiptAnswer.json(receipt), MediaType.APPLICATION_JSON_TYPE).build();
    }
    return problems.answerTo(
        failure == null ? new IllegalStateException("no receipt") : failure, remoteAddress);
  }

  private static RequestHeaders headersOf(ContainerRequestContext request) {
    return name -> request.getHeaders().getOrDefault(name, List.of());
  }
}
