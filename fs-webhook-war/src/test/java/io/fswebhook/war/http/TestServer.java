package io.fswebhook.war.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.servlet.ServletContainer;

/** The application on a real server, on a free port of 127.0.0.1. */
final class TestServer implements AutoCloseable {

  static final int MAX_BODY_SIZE = 1000;
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final String EVENT = "{\"eventName\":\"x\"}";

  final FakeIngest ingest = new FakeIngest();
  final PrometheusRegistry metrics = new PrometheusRegistry();
  private final AnswerThreads answers;
  private final Server server;
  private final ServerConnector connector;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(int threads, Duration limit, RequestTracer tracer) throws Exception {
    answers = new AnswerThreads(limit);
    ApplicationParts parts =
        new ApplicationParts(
            ingest,
            answers,
            Clock.fixed(NOW, ZoneOffset.UTC),
            new ExternalAddress(false),
            tracer,
            ClientLimits.of(answers),
            () -> MAX_BODY_SIZE,
            metrics);
    server = new Server(new QueuedThreadPool(threads));
    connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    ServletHolder servlet = new ServletHolder(new ServletContainer(ReceiverApplication.of(parts)));
    servlet.setAsyncSupported(true);
    context.addServlet(servlet, "/*");
    ServletHolder webhook = new ServletHolder(new WebhookServlet(parts));
    webhook.setAsyncSupported(true);
    WebhookServlet.PATTERNS.forEach(path -> context.addServlet(webhook, path));
    context
        .addFilter(new ContentTypeFilter(), "/*", EnumSet.of(DispatcherType.REQUEST))
        .setAsyncSupported(true);
    server.setHandler(context);
    server.start();
  }

  static TestServer start() throws Exception {
    return new TestServer(20, Duration.ofSeconds(30), RequestTracer.NONE);
  }

  static TestServer traced(RequestTracer tracer) throws Exception {
    return new TestServer(20, Duration.ofSeconds(30), tracer);
  }

  static TestServer withThreads(int threads) throws Exception {
    return new TestServer(threads, Duration.ofSeconds(30), RequestTracer.NONE);
  }

  static TestServer withStoreLimit(Duration limit) throws Exception {
    return new TestServer(20, limit, RequestTracer.NONE);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder delivery(String body) {
    return request("/webhook")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpClient client() {
    return client;
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  /** Sends bytes as they are and returns all that comes until the server closes. */
  String raw(String request, boolean endsHere) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      if (endsHere) {
        socket.shutdownOutput();
      }
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
    answers.close();
  }
}
