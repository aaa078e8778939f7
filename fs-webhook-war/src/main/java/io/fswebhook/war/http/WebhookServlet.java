package io.fswebhook.war.http;

import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.failure.ThrottledLog;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RequestHeaders;
import io.fswebhook.war.http.BodyReader.BodyTooLargeException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes deliveries. The thread of the request reads and verifies; the answer is written later, on
 * another one. The one path that is no Jersey resource: there an asynchronous request cost more
 * than verifying, parsing and storing together.
 */
public final class WebhookServlet extends HttpServlet {

  /** {@code /webhook} and, which is the same to many who type it, {@code /webhook/}. */
  public static final String PATTERN = "/webhook/*";

  private static final Logger log = LoggerFactory.getLogger(WebhookServlet.class);
  private static final long serialVersionUID = 1L;

  private final transient Front front;
  private final transient AnswerThreads answers;
  private final transient Clock clock;
  private final transient ExternalAddress external;
  private final transient BodyReader bodies;
  private final transient WebhookGate gate;
  private final transient Refusals refusals;
  private final transient Problems problems;
  private final transient ThrottledLog failures = new ThrottledLog(log);

  /** The servlet of one receiver. */
  public WebhookServlet(ApplicationParts parts) {
    RefusalLog refusalLog = new RefusalLog(System::nanoTime);
    this.front = parts.front();
    this.answers = parts.answers();
    this.clock = parts.clock();
    this.external = parts.external();
    this.bodies = new BodyReader(parts.maxBodySize());
    this.refusals = new Refusals(front, refusalLog, parts.maxBodySize());
    this.gate = new WebhookGate(refusals, parts.maxBodySize());
    this.problems = new Problems(refusalLog);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isBelow(request.getPathInfo())) {
      Refusal.of(Problem.of(Response.Status.NOT_FOUND)).write(response);
      return;
    }
    String remoteAddress = external.remoteAddress(request);
    Refusal refusal = gate.refusal(request, remoteAddress);
    if (refusal != null) {
      refusal.write(response);
      return;
    }
    try {
      CompletionStage<Receipt> stored = front.receive(raw(request, remoteAddress));
      answerLater(stored, request.startAsync(request, response), remoteAddress);
    } catch (BodyTooLargeException e) {
      refusals.tooLarge(remoteAddress).write(response);
    } catch (IOException e) {
      refusals.incomplete(remoteAddress, e).write(response);
    } catch (RefusedException | RuntimeException e) {
      problems.answerTo(e, remoteAddress).write(response);
    }
  }

  private static boolean isBelow(@Nullable String path) {
    return path != null && !path.equals("/");
  }

  private RawRequest raw(HttpServletRequest request, String remoteAddress)
      throws IOException, BodyTooLargeException {
    byte[] body = bodies.read(request.getInputStream(), request.getContentLengthLong());
    return new RawRequest(headersOf(request), body, clock.instant(), remoteAddress);
  }

  private static RequestHeaders headersOf(HttpServletRequest request) {
    return name -> {
      var values = request.getHeaders(name);
      return values == null ? List.of() : Collections.list(values);
    };
  }

  /** The server's own limit is off: {@link AnswerThreads} has one. */
  private void answerLater(
      CompletionStage<Receipt> stored, AsyncContext request, String remoteAddress) {
    request.setTimeout(0);
    answers.answer(
        stored,
        (receipt, failure) -> {
          HttpServletResponse response = (HttpServletResponse) request.getResponse();
          try {
            write(response, receipt, failure, remoteAddress);
          } catch (IOException e) {
            log.debug("{} did not wait for its answer", remoteAddress, e);
          } catch (RuntimeException | Error e) {
            answerWithoutWords(response);
            failures.error("A delivery could not be answered as it should", e);
          } finally {
            request.complete();
          }
        });
  }

  /** Whatever happens: without a status of its own the answer would be 200. */
  private static void answerWithoutWords(HttpServletResponse response) {
    if (!response.isCommitted()) {
      response.reset();
      response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
  }

  private void write(
      HttpServletResponse response,
      @Nullable Receipt receipt,
      @Nullable Throwable failure,
      String remoteAddress)
      throws IOException {
    if (receipt != null) {
      ReceiptAnswer.write(receipt, response);
      return;
    }
    Throwable cause = failure == null ? new IllegalStateException("no receipt") : failure;
    problems.answerTo(cause, remoteAddress).write(response);
  }
}
