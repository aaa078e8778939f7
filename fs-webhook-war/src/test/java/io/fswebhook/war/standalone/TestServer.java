package io.fswebhook.war.standalone;

import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.war.http.AnswerThreads;
import io.fswebhook.war.http.ApplicationParts;
import io.fswebhook.war.http.ClientLimits;
import io.fswebhook.war.http.ExternalAddress;
import io.fswebhook.war.http.Ingest;
import io.fswebhook.war.http.RequestTracer;
import io.fswebhook.war.http.ServedParts;
import io.fswebhook.war.settings.HttpSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.server.ResourceConfig;

/** A server with something to ask for. */
final class TestServer implements AutoCloseable {

  final StandaloneServer server;
  final Resource resource = new Resource();
  final StubIngest ingest = new StubIngest();
  private final AnswerThreads answers = new AnswerThreads(Duration.ofSeconds(30));

  TestServer(HttpSettings settings) {
    this(settings, true);
  }

  /**
   * Listening.
   *
   * @param open the application too
   */
  TestServer(HttpSettings settings, boolean open) {
    server = StandaloneServer.bind(settings);
    ApplicationParts parts =
        new ApplicationParts(
            ingest,
            answers,
            Clock.systemUTC(),
            new ExternalAddress(false),
            RequestTracer.NONE,
            ClientLimits.of(answers),
            () -> 1024 * 1024,
            new PrometheusRegistry());
    server.serve(ServedParts.of(parts, () -> new ResourceConfig().register(resource)));
    if (open) {
      server.openApplication();
    }
  }

  static HttpSettings plain() {
    return new HttpSettings("127.0.0.1", 0, null, null);
  }

  int port() {
    return server.uri().getPort();
  }

  @Override
  public void close() {
    resource.release.complete(null);
    ingest.held.complete(null);
    server.close();
    answers.close();
  }

  /** Stores everything, at once unless it is busy, and remembers what was turned away. */
  static final class StubIngest implements Ingest {

    final List<String> refused = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> held = new CompletableFuture<>();
    final AtomicInteger holding = new AtomicInteger();
    volatile boolean busy;

    @Override
    public CompletionStage<Receipt> receive(RawRequest request) {
      if (busy) {
        holding.incrementAndGet();
        held.join();
      }
      return CompletableFuture.completedFuture(new Receipt("id", Receipt.Status.STORED));
    }

    @Override
    public void admit(RawRequest head) {}

    @Override
    public void refused(String code) {
      refused.add(code);
    }

    @Override
    public boolean isReady() {
      return true;
    }
  }

  /** Its methods. */
  @Path("/")
  public static final class Resource {

    final CountDownLatch waiting = new CountDownLatch(1);
    final CompletableFuture<Void> release = new CompletableFuture<>();

    /** Answers at once. */
    @GET
    @Path("hello")
    public String hello() {
      return "hello";
    }

    /** Answers when released, on another thread. */
    @GET
    @Path("slow")
    public void slow(@Suspended AsyncResponse response) {
      waiting.countDown();
      var unused =
          release.orTimeout(30, TimeUnit.SECONDS).thenRunAsync(() -> response.resume("slow"));
    }

    /** Reads all that is sent. */
    @POST
    @Path("length")
    public String length(byte[] body) {
      return "" + body.length;
    }

    /** Fails. */
    @GET
    @Path("fails")
    public String fails() {
      throw new IllegalStateException("a detail of the inside");
    }
  }
}
