package io.fswebhook.war.http;

import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.failure.ThrottledLog;
import io.fswebhook.core.inbox.Receipt;
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
import java.util.function.Supplier;
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

  /** What it is mapped to. Paths deeper than those of deliveries are answered 404. */
  public static final List<String> PATTERNS =
      List.of(DeliveryTarget.WEBHOOK + "/*", DeliveryTarget.STREAMS + "/*");

  private static final Logger log = LoggerFactory.getLogger(WebhookServlet.class);
  private static final long serialVersionUID = 1L;
  private static final byte[] NOT_READ = {};

  private final transient Ingest ingest;
  private final transient AnswerThreads answers;
  private final transient Clock clock;
  private final transient ExternalAddress external;
  private final transient RequestTracer tracer;
  private final transient SlowClients slowBodies;
  private final transient IntSupplier maxBodySize;
  private final transient Refusals refusals;
  private final transient ThrottledLog failures = new ThrottledLog(log);

  /** Whether a path may be that of a delivery. */
  public static boolean takes(String path) {
    return path.startsWith(DeliveryTarget.WEBHOOK) || path.startsWith(DeliveryTarget.STREAMS);
  }

  /** The servlet of one receiver. */
  public WebhookServlet(ApplicationParts parts) {
    this.ingest = parts.ingest();
    this.answers = parts.answers();
    this.clock = parts.clock();
    this.external = parts.external();
    this.tracer = parts.tracer();
    this.slowBodies = parts.limits().bodies();
    this.maxBodySize = parts.maxBodySize();
    this.refusals = new Refusals(ingest, parts.maxBodySize());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    DeliveryTarget target = DeliveryTarget.of(request);
    if (target == null) {
      Refusal.of(Problem.of(Response.Status.NOT_FOUND)).write(response);
      return;
    }
    String remoteAddress = external.remoteAddress(request);
    RequestSpan span = tracer.begin(request, target.route(), remoteAddress);
    DeliveryCall call = new DeliveryCall(target, remoteAddress, span);
    Supplier<Refusal> refusal = refusals.precondition(request, remoteAddress);
    if (refusal != null) {
      call.refuse(call.logged(refusal), response);
      return;
    }
    try {
      if (target.stream() != null) {
        ingest.admit(raw(request, call, NOT_READ));
      }
      ServletInputStream stream = request.getInputStream();
      ArrivingBody body = new ArrivingBody(maxBodySize.getAsInt(), request.getContentLengthLong());
      if (!body.readWhatIsHere(stream)) {
        AsyncContext later = startAsync(request, response);
        AwaitBody.begin(stream, body, slowBodies, remoteAddress, new Arrival(later, call));
        return;
      }
      CompletionStage<Receipt> stored = receive(request, call, body.whole());
      answerLater(stored, startAsync(request, response), call);
    } catch (Exception e) {
      call.refuse(call.logged(() -> refusals.of(e, remoteAddress)), response);
    }
  }

  private CompletionStage<Receipt> receive(
      HttpServletRequest request, DeliveryCall call, byte[] body) throws RefusedException {
    return ingest.receive(raw(request, call, body));
  }

  private RawRequest raw(HttpServletRequest request, DeliveryCall call, byte[] body) {
    return new RawRequest(
        call.target().stream(),
        headersOf(request),
        body,
        clock.instant(),
        call.remoteAddress(),
        call.span().context());
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
      CompletionStage<Receipt> stored, AsyncContext request, DeliveryCall call) {
    answers.answer(
        stored,
        (receipt, failure) ->
            complete(request, call, response -> write(response, receipt, failure, call)));
  }

  /** Writes a response and always completes the request. */
  private void complete(AsyncContext request, DeliveryCall call, Answer answer) {
    HttpServletResponse response = (HttpServletResponse) request.getResponse();
    try {
      answer.write(response);
    } catch (IOException e) {
      log.debug("{} did not wait for its response", call.remoteAddress(), e);
    } catch (RuntimeException | Error e) {
      answerWithoutWords(response);
      failures.error("A response to a delivery could not be written", e);
    } finally {
      call.span().end(response.getStatus());
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
      DeliveryCall call)
      throws IOException {
    if (receipt != null) {
      call.span().stored(receipt);
      write(receipt, response);
      return;
    }
    Throwable cause = failure == null ? new IllegalStateException("no receipt") : failure;
    call.logged(() -> refusals.notStored(cause, call.remoteAddress())).write(response);
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
    private final DeliveryCall call;

    Arrival(AsyncContext request, DeliveryCall call) {
      this.request = request;
      this.call = call;
    }

    @Override
    public void whole(byte[] body) {
      try {
        HttpServletRequest asked = (HttpServletRequest) request.getRequest();
        answerLater(receive(asked, call, body), request, call);
      } catch (RefusedException | RuntimeException e) {
        failed(e);
      }
    }

    @Override
    public void failed(Exception failure) {
      complete(request, call, call.logged(() -> refusals.of(failure, call.remoteAddress()))::write);
    }
  }
}
