package io.fswebhook.plugins.sample.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.ExpressionException;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.RetryLaterException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one target; returning or the exception tells what the response means for the
 * delivery. Thread-safe.
 */
public final class HttpSender implements AutoCloseable {

  private final HttpTarget target;
  private final Clock clock;
  private final ExecutorService workers = Executors.newCachedThreadPool(HttpSender::worker);
  private final HttpClient client;

  public HttpSender(HttpTarget target, Clock clock) {
    this.target = target;
    this.clock = clock;
    // HTTP/1.1: to an http URL the client would otherwise offer an upgrade that some servers refuse
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(target.connectTimeout())
            .executor(workers);
    target.route().configure(builder);
    this.client = builder.build();
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "http-sender");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Returns if the response is a 2xx. Reports the status and, of other responses, the start of the
   * body.
   *
   * @param delivery what it is sent for
   * @throws ExpressionException if an added header cannot be made
   * @throws RetryLaterException on 429 and 503 with {@code Retry-After}
   * @throws GiveUpException on any other response that a retry would not change
   * @throws IOException on other errors of the target, without a response, and if its address is
   *     refused
   */
  public void send(Delivery delivery, String method, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.url())
            .timeout(target.requestTimeout())
            .method(method, BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    target.headers().of(delivery).forEach(request::header);
    String authorization = target.authorization();
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    HttpResponse<ErrorBody> response = send(request.build());
    int status = response.statusCode();
    delivery.reportResponse(status, response.body().start());
    if (isSuccess(status)) {
      return;
    }
    String message = target.name() + " answered " + status + response.body().word();
    if (target.retried().contains(status)) {
      if (status == 429 || status == 503) {
        waitAsAsked(response, message);
      }
      throw new IOException(message);
    }
    throw new GiveUpException(message);
  }

  private HttpResponse<ErrorBody> send(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      if (target.route().publicOnly()) {
        PublicAddress.require(request.uri().getHost());
      }
      return client.send(request, HttpSender::reason);
    } catch (IOException e) {
      // the client's own exceptions often have no message
      throw new IOException("no answer from " + target.name() + ": " + e, e);
    }
  }

  private static BodySubscriber<ErrorBody> reason(ResponseInfo response) {
    return isSuccess(response.statusCode())
        ? BodySubscribers.replacing(ErrorBody.NONE)
        : new ReadErrorBody();
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  private void waitAsAsked(HttpResponse<ErrorBody> response, String message) {
    Optional<Duration> delay =
        response
            .headers()
            .firstValue("Retry-After")
            .flatMap(value -> RetryAfter.parse(value, clock.instant()));
    if (delay.isPresent()) {
      throw new RetryLaterException(message + " and asks to wait " + delay.get(), delay.get());
    }
  }

  /** Ends the threads. The client's own thread ends once the client is unreachable. */
  @Override
  public void close() {
    workers.shutdownNow();
  }

  /** The first bytes of a response that is an error. */
  private record ErrorBody(@Nullable String start) {

    static final ErrorBody NONE = new ErrorBody(null);

    private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{0,59}");

    /**
     * The part that is safe in a message: " (invalid_blocks)" if the whole body is one such word,
     * as chat servers send, otherwise nothing.
     */
    String word() {
      return start != null && WORD.matcher(start).matches() ? " (" + start + ")" : "";
    }
  }

  /** Reads the first bytes and discards the rest. */
  private static final class ReadErrorBody implements BodySubscriber<ErrorBody> {

    private static final int MOST = 500;

    private final ByteArrayOutputStream start = new ByteArrayOutputStream(MOST);
    private final CompletableFuture<ErrorBody> body = new CompletableFuture<>();

    @Override
    public CompletionStage<ErrorBody> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        while (buffer.hasRemaining() && start.size() < MOST) {
          start.write(buffer.get());
        }
      }
    }

    @Override
    public void onError(Throwable thrown) {
      body.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
      String text = start.toString(UTF_8);
      body.complete(text.isBlank() ? ErrorBody.NONE : new ErrorBody(text));
    }
  }
}
