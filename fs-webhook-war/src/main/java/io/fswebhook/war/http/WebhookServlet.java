package io.fswebhook.war.http;

import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.failure.ThrottledLog;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RequestHeaders;
import io.fswebhook.war.http.ArrivingBody.BodyTooLargeException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes deliveries. The thread of the request reads what has come and verifies; the rest of a body
 * is waited for without a thread, and the answer is written later, on another one. The one path
 * that is no Jersey resource: there an asynchronous request cost more than verifying, parsing and
 * storing together.
 */
public final class WebhookServlet extends HttpServlet {

  /** {@code /webhook} and, which is the same to many who type it, {@code /webhook/}. */
  public static final String PATTERN = "/webhook/*";

  private static final Logger log = LoggerFactory.getLogger(WebhookServlet.class);
  private static final long serialVersionUID = 1L;

  private final transient Ingest ingest;
  private final transient AnswerThreads answers;
  private final transient Clock clock;
  private final transient ExternalAddress external;
  private final transient SlowClients slowBodies;
  private final int maxBodySize;
  private final transient Preconditions admission;
  private final transient Refusals refusals;
  private final transient Problems problems;
  private final transient ThrottledLog failures = new ThrottledLog(log);

  /** The servlet of one receiver. */
  public WebhookServlet(ApplicationParts parts) {
    RefusalLog refusalLog = new RefusalLog(System::nanoTime);
    this.ingest = parts.ingest();
    this.answers = parts.answers();
    this.clock = parts.clock();
    this.external = parts.external();
    this.slowBodies = parts.limits().bodies();
    this.maxBodySize = parts.maxBodySize();
    this.refusals = new Refusals(ingest, refusalLog, maxBodySize);
    this.admission = new Preconditions(refusals, maxBodySize);
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
    Refusal refusal = admission.refusal(request, remoteAddress);
    if (refusal != null) {
      refusal.write(response);
      return;
    }
    try {
      ServletInputStream stream = request.getInputStream();
      ArrivingBody body = new ArrivingBody(maxBodySize, request.getContentLengthLong());
      if (!body.readWhatIsHere(stream)) {
        AsyncContext later = startAsync(request, response);
        AwaitBody.begin(stream, body, slowBodies, remoteAddress, new Arrival(later, remoteAddress));
        return;
      }
      CompletionStage<Receipt> stored = receive(request, body.whole(), remoteAddress);
      answerLater(stored, startAsync(request, response), remoteAddress);
    } catch (Exception e) {
      refusal(e, remoteAddress).write(response);
    }
  }

  private static boolean isBelow(@Nullable String path) {
    return path != null && !path.equals("/");
  }

  private CompletionStage<Receipt> receive(
      HttpServletRequest request, byte[] body, String remoteAddress) throws RefusedException {
    return ingest.receive(new RawRequest(headersOf(request), body, clock.instant(), remoteAddress));
  }

  private static RequestHeaders headersOf(HttpServletRequest request) {
    return name -> {
      var values = request.getHeaders(name);
      return values == null ? List.of() : Collections.list(values);
    };
  }

  /** The server's own limit is off: {@link AnswerThreads} and {@link SlowClients} have one. */
  private static AsyncContext startAsync(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext later = request.startAsync(request, response);
    later.setTimeout(0);
    return later;
  }

  private Refusal refusal(Exception failure, String remoteAddress) {
    if (failure instanceof BodyTooLargeException) {
      return refusals.tooLarge(remoteAddress);
    }
    if (failure instanceof IOException || failure instanceof TimeoutException) {
      return refusals.incomplete(remoteAddress, failure);
    }
    return problems.answerTo(failure, remoteAddress);
  }

  private void answerLater(
      CompletionStage<Receipt> stored, AsyncContext request, String remoteAddress) {
    answers.answer(
        stored,
        (receipt, failure) ->
            complete(
                request,
                remoteAddress,
                response -> write(response, receipt, failure, remoteAddress)));
  }

  /** Writes an answer and ends the request, whatever happens. */
  private void complete(AsyncContext request, String remoteAddress, Answer answer) {
    HttpServletResponse response = (HttpServletResponse) request.getResponse();
    try {
      answer.write(response);
    } catch (IOException e) {
      log.debug("{} did not wait for its answer", remoteAddress, e);
    } catch (RuntimeException | Error e) {
      answerWithoutWords(response);
      failures.error("A delivery could not be answered as it should", e);
    } finally {
      request.complete();
    }
  }

  /** Writes an answer. */
  @FunctionalInterface
  private interface Answer {
    void write(HttpServletResponse response) throws IOException;
  }

  /** Without a status of its own the answer would be 200. */
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

  /** Goes on when the rest of a body has come. */
  private final class Arrival implements AwaitBody.Then {

    private final AsyncContext request;
    private final String remoteAddress;

    Arrival(AsyncContext request, String remoteAddress) {
      this.request = request;
      this.remoteAddress = remoteAddress;
    }

    @Override
    public void whole(byte[] body) {
      try {
        HttpServletRequest asked = (HttpServletRequest) request.getRequest();
        answerLater(receive(asked, body, remoteAddress), request, remoteAddress);
      } catch (RefusedException | RuntimeException e) {
        failed(e);
      }
    }

    @Override
    public void failed(Exception failure) {
      complete(request, remoteAddress, refusal(failure, remoteAddress)::write);
    }
  }
}
