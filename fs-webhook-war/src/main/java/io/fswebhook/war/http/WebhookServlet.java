package io.fswebhook.war.http;

import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.failure.ThrottledLog;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.text.StreamName;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RequestHeaders;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives deliveries. The request thread reads the available data and verifies it; the rest of a
 * body is read without blocking a thread, and the response is written later, on another thread.
 * This is not a Jersey resource, because an asynchronous Jersey request costs more than verifying,
 * parsing and storing together.
 */
public final class WebhookServlet extends HttpServlet {

  private static final String WEBHOOK = "/webhook";
  private static final String STREAMS = "/streams";

  /** What it is mapped to. Paths deeper than those of deliveries are answered 404. */
  public static final List<String> PATTERNS = List.of(WEBHOOK + "/*", STREAMS + "/*");

  private static final Logger log = LoggerFactory.getLogger(WebhookServlet.class);
  private static final long serialVersionUID = 1L;
  private static final byte[] NOT_READ = {};

  private final transient Ingest ingest;
  private final transient AnswerThreads answers;
  private final transient Clock clock;
  private final transient ExternalAddress external;
  private final transient SlowClients slowBodies;
  private final transient IntSupplier maxBodySize;
  private final transient Refusals refusals;
  private final transient ThrottledLog failures = new ThrottledLog(log);

  /** Whether a path may be that of a delivery. */
  public static boolean takes(String path) {
    return path.startsWith(WEBHOOK) || path.startsWith(STREAMS);
  }

  /** The servlet of one receiver. */
  public WebhookServlet(ApplicationParts parts) {
    this.ingest = parts.ingest();
    this.answers = parts.answers();
    this.clock = parts.clock();
    this.external = parts.external();
    this.slowBodies = parts.limits().bodies();
    this.maxBodySize = parts.maxBodySize();
    this.refusals = new Refusals(ingest, parts.maxBodySize());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Target target = Target.of(request);
    if (target == null) {
      Refusal.of(Problem.of(Response.Status.NOT_FOUND)).write(response);
      return;
    }
    String remoteAddress = external.remoteAddress(request);
    Refusal refusal = refusals.precondition(request, remoteAddress);
    if (refusal != null) {
      refusal.write(response);
      return;
    }
    try {
      if (target.stream() != null) {
        ingest.admit(raw(request, target, NOT_READ, remoteAddress));
      }
      ServletInputStream stream = request.getInputStream();
      ArrivingBody body = new ArrivingBody(maxBodySize.getAsInt(), request.getContentLengthLong());
      if (!body.readWhatIsHere(stream)) {
        AsyncContext later = startAsync(request, response);
        AwaitBody.begin(
            stream, body, slowBodies, remoteAddress, new Arrival(later, target, remoteAddress));
        return;
      }
      CompletionStage<Receipt> stored = receive(request, target, body.whole(), remoteAddress);
      answerLater(stored, startAsync(request, response), remoteAddress);
    } catch (Exception e) {
      refusals.of(e, remoteAddress).write(response);
    }
  }

  private CompletionStage<Receipt> receive(
      HttpServletRequest request, Target target, byte[] body, String remoteAddress)
      throws RefusedException {
    return ingest.receive(raw(request, target, body, remoteAddress));
  }

  private RawRequest raw(
      HttpServletRequest request, Target target, byte[] body, String remoteAddress) {
    return new RawRequest(
        target.stream(), headersOf(request), body, clock.instant(), remoteAddress);
  }

  /**
   * Where a request goes.
   *
   * @param stream null for the webhook
   */
  private record Target(@Nullable String stream) {

    /**
     * Null for no such place. The path of a stream must be sent as it is: servers differ in what
     * they make of encoded characters, parameters, double slashes and dots.
     */
    static @Nullable Target of(HttpServletRequest request) {
      String below = request.getPathInfo();
      if (request.getServletPath().equals(WEBHOOK)) {
        return below == null || below.equals("/") ? new Target(null) : null;
      }
      String name = below == null ? "" : below.substring(1);
      String path = request.getContextPath() + STREAMS + "/" + name;
      return StreamName.isValid(name) && path.equals(request.getRequestURI())
          ? new Target(name)
          : null;
    }
  }

  private static RequestHeaders headersOf(HttpServletRequest request) {
    return name -> {
      var values = request.getHeaders(name);
      return values == null ? List.of() : Collections.list(values);
    };
  }

  /**
   * Disables the server's time-out; {@link AnswerThreads} and {@link SlowClients} have their own.
   */
  private static AsyncContext startAsync(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext later = request.startAsync(request, response);
    later.setTimeout(0);
    return later;
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

  /** Writes a response and always completes the request. */
  private void complete(AsyncContext request, String remoteAddress, Answer answer) {
    HttpServletResponse response = (HttpServletResponse) request.getResponse();
    try {
      answer.write(response);
    } catch (IOException e) {
      log.debug("{} did not wait for its response", remoteAddress, e);
    } catch (RuntimeException | Error e) {
      answerWithoutWords(response);
      failures.error("A response to a delivery could not be written", e);
    } finally {
      request.complete();
    }
  }

  /** Writes a response. */
  @FunctionalInterface
  private interface Answer {
    void write(HttpServletResponse response) throws IOException;
  }

  /** Otherwise the status would be 200. */
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
      write(receipt, response);
      return;
    }
    Throwable cause = failure == null ? new IllegalStateException("no receipt") : failure;
    refusals.notStored(cause, remoteAddress).write(response);
  }

  private static void write(Receipt receipt, HttpServletResponse response) throws IOException {
    CommonHeaders.set(response::setHeader);
    byte[] json = json(receipt).getBytes(StandardCharsets.US_ASCII);
    response.setContentType("application/json");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }

  /** Built by hand: neither the id, a UUID, nor the status needs escaping. */
  private static String json(Receipt receipt) {
    String status =
        switch (receipt.status()) {
          case STORED -> "stored";
          case DUPLICATE -> "duplicate";
        };
    return "{\"id\":\"" + receipt.id() + "\",\"status\":\"" + status + "\"}";
  }

  /** Continues once the rest of a body has arrived. */
  private final class Arrival implements AwaitBody.Then {

    private final AsyncContext request;
    private final Target target;
    private final String remoteAddress;

    Arrival(AsyncContext request, Target target, String remoteAddress) {
      this.request = request;
      this.target = target;
      this.remoteAddress = remoteAddress;
    }

    @Override
    public void whole(byte[] body) {
      try {
        HttpServletRequest asked = (HttpServletRequest) request.getRequest();
        answerLater(receive(asked, target, body, remoteAddress), request, remoteAddress);
      } catch (RefusedException | RuntimeException e) {
        failed(e);
      }
    }

    @Override
    public void failed(Exception failure) {
      complete(request, remoteAddress, refusals.of(failure, remoteAddress)::write);
    }
  }
}
