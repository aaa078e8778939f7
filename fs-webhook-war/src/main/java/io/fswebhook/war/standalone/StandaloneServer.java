package io.fswebhook.war.standalone;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.console.ConsoleServlet;
import io.fswebhook.war.http.ContentTypeFilter;
import io.fswebhook.war.http.ServedParts;
import io.fswebhook.war.http.SlowClients;
import io.fswebhook.war.http.WebhookServlet;
import io.fswebhook.war.settings.HttpSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded server.
 *
 * <ol>
 *   <li>{@link #bind} binds the port first, so that nothing else is touched if it is taken;
 *       connections wait.
 *   <li>{@link #serve} starts answering deliveries and health checks; other requests wait.
 *   <li>{@link #openApplication} answers those too. Creating the application takes longer than the
 *       rest of the start, and deliveries do not need it.
 *   <li>{@link #close} releases the port, lets requests in flight complete, and stops.
 * </ol>
 */
public final class StandaloneServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StandaloneServer.class);

  /** They never block, so more would only compete for the processors. */
  static final int MAX_THREADS = Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

  private static final int MIN_THREADS = 4;

  private static final String REFERENCES_PER_CACHE_LINE =
      "org.eclipse.jetty.util.referencesPerCacheLine";

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final Server server;
  private final ServerConnector connector;
  private final HttpSettings settings;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private @Nullable ServletHolder rest;

  private StandaloneServer(Server server, ServerConnector connector, HttpSettings settings) {
    this.server = server;
    this.connector = connector;
    this.settings = settings;
  }

  /**
   * Binds the address and port.
   *
   * @throws StartException if it cannot be bound, or the keystore cannot be used
   */
  public static StandaloneServer bind(HttpSettings settings) {
    Server server = new Server(threads());
    ServerConnector connector = Connectors.of(server, settings);
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    try {
      connector.open();
    } catch (IOException e) {
      throw cannotListen(settings, e);
    }
    server.addConnector(connector);
    return new StandaloneServer(server, connector, settings);
  }

  /** Starts answering deliveries and health checks, and holds other requests. */
  public void serve(ServedParts parts) {
    ServletHolder application = new ApplicationHolder(parts.application());
    Consumer<String> refused = parts.refused();
    connector.addBean(
        new LimitConnections(
            parts.limits().connections(), () -> refused.accept(LimitConnections.DROPPED)));
    Handler context =
        new AnswerInBackground(
            context(parts, application),
            parts.limits().answers(),
            () -> refused.accept(AnswerInBackground.DROPPED));
    server.setErrorHandler(new ProblemHandler());
    server.setHandler(new GracefulHandler(new AnswerHealth(parts.health(), opened, context)));
    server.setStopTimeout(STOP_TIMEOUT.toMillis());
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException("the server did not start: " + e.getMessage(), e);
    }
    this.rest = application;
  }

  /** Creates the application, then answers all requests. Called once, after {@link #serve}. */
  public void openApplication() {
    try {
      Objects.requireNonNull(rest, "serve first").getServlet();
    } catch (ServletException e) {
      throw new IllegalStateException("the application did not start: " + e.getMessage(), e);
    } finally {
      opened.complete(null); // if it failed, the servlet answers with an error
    }
  }

  private static ServletContextHandler context(ServedParts parts, ServletHolder rest) {
    ServletContextHandler context = new ServletContextHandler("/");
    ServletHolder deliveries = new ServletHolder("webhook", parts.webhook());
    deliveries.setAsyncSupported(true);
    WebhookServlet.PATTERNS.forEach(path -> context.addServlet(deliveries, path));
    ServletHolder console = new ServletHolder("console", new ConsoleServlet());
    ConsoleServlet.PATHS.forEach(path -> context.addServlet(console, path));
    context.addServlet(rest, "/*");
    add(context, "content-type", new ContentTypeFilter(), rest);
    add(context, "bodies", parts.bodies(), rest);
    context.setErrorHandler(new ProblemHandler());
    return context;
  }

  private static void add(
      ServletContextHandler context, String name, Filter filter, ServletHolder servlet) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setName(name);
    holder.setAsyncSupported(true);
    FilterMapping mapping = new FilterMapping();
    mapping.setFilterName(name);
    mapping.setServletName(servlet.getName());
    mapping.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
    context.getServletHandler().addFilter(holder, mapping);
  }

  /** The address it listens on, with the actual port. */
  public URI uri() {
    String scheme = settings.tlsKeystore() == null ? "http" : "https";
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create(scheme + "://" + host + ":" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("Some requests were not answered within {}: {}", STOP_TIMEOUT, e.toString());
    }
    connector.close();
  }

  /**
   * Called when listening failed, since the exception does not say whether host or port is wrong.
   */
  private static boolean isOfThisMachine(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      // No interface lists every loopback address, such as 127.0.0.2.
      return address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (UnknownHostException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  /** No reserved threads: receiving a delivery takes less time than waking another thread. */
  private static QueuedThreadPool threads() {
    // Otherwise Jetty asks the JVM's management beans, and loading those delays the start.
    System.getProperties().putIfAbsent(REFERENCES_PER_CACHE_LINE, "16");
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setReservedThreads(0);
    threads.setName("http");
    return threads;
  }

  private static StartException cannotListen(HttpSettings settings, IOException failure) {
    if (!isOfThisMachine(settings.host())) {
      return new StartException(
          "fs.webhook.http.host="
              + settings.host()
              + " is not an address of this machine. Set it to one of its addresses, or to 0.0.0.0 for all of them.",
          failure);
    }
    Throwable cause = failure.getCause() instanceof SocketException e ? e : failure;
    return new StartException(
        "Cannot listen on fs.webhook.http.host="
            + settings.host()
            + ", fs.webhook.http.port="
            + settings.port()
            + ": "
            + cause.getMessage()
            + ". Stop the program that uses the port, or set fs.webhook.http.port to a free one.",
        failure);
  }

  /** Creates the application when it is first asked for. */
  private static final class ApplicationHolder extends ServletHolder {

    private final Supplier<ResourceConfig> application;

    ApplicationHolder(Supplier<ResourceConfig> application) {
      super("rest", ServletContainer.class);
      this.application = application;
      setAsyncSupported(true);
    }

    @Override
    protected Servlet createInstance() {
      return new ServletContainer(application.get());
    }
  }

  /**
   * Decouples writing a response from the client reading it. Otherwise a client that never reads
   * would block a thread.
   */
  private static final class AnswerInBackground extends Handler.Wrapper {

    static final String DROPPED = "answer-dropped";

    private final SlowClients clients;
    private final Runnable dropped;

    AnswerInBackground(Handler handler, SlowClients clients, Runnable dropped) {
      super(handler);
      this.clients = clients;
      this.dropped = dropped;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      BackgroundResponse background =
          new BackgroundResponse(request, response, callback, clients, dropped);
      return super.handle(request, background, background.completion());
    }
  }
}
