package io.fswebhook.war.standalone;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.console.ConsoleServlet;
import io.fswebhook.war.http.ContentTypeFilter;
import io.fswebhook.war.http.WebhookServlet;
import io.fswebhook.war.settings.HttpSettings;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded server.
 *
 * <ol>
 *   <li>{@link #bind} takes the port, so that nothing else is touched when it is not free;
 *       connections wait.
 *   <li>{@link #serve} answers them.
 *   <li>{@link #close} frees the port, lets requests in flight be answered, and ends.
 * </ol>
 */
public final class StandaloneServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StandaloneServer.class);
  private static final int MAX_THREADS = 64;
  private static final int MIN_THREADS = 4;

  /** Of one body; the application reads what is beyond, at a minimum rate. */
  private static final long MAX_EAGER_BYTES = 64 * 1024;

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final Server server;
  private final ServerConnector connector;
  private final HttpSettings settings;

  private StandaloneServer(Server server, ServerConnector connector, HttpSettings settings) {
    this.server = server;
    this.connector = connector;
    this.settings = settings;
  }

  /**
   * Takes the address and port.
   *
   * @throws StartException if it cannot be had, or the key store cannot be used
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

  /** Starts to answer: deliveries with the one, all else but the console with the other. */
  public void serve(HttpServlet webhook, ResourceConfig application) {
    ServletContextHandler context = new ServletContextHandler("/");
    ServletHolder deliveries = new ServletHolder("webhook", webhook);
    deliveries.setAsyncSupported(true);
    context.addServlet(deliveries, WebhookServlet.PATTERN);
    ServletHolder console = new ServletHolder("console", new ConsoleServlet());
    ConsoleServlet.PATHS.forEach(path -> context.addServlet(console, path));
    ServletHolder rest = new ServletHolder("rest", new ServletContainer(application));
    rest.setAsyncSupported(true);
    rest.setInitOrder(0);
    context.addServlet(rest, "/*");
    context.getServletHandler().addFilter(contentTypeFilter(), forServlet(rest));
    context.setErrorHandler(new ProblemHandler());
    server.setErrorHandler(new ProblemHandler());
    server.setHandler(withoutWaitingThreads(new GracefulHandler(context)));
    server.setStopTimeout(STOP_TIMEOUT.toMillis());
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException("the server did not start: " + e.getMessage(), e);
    }
  }

  private static FilterHolder contentTypeFilter() {
    FilterHolder filter = new FilterHolder(new ContentTypeFilter());
    filter.setName("content-type");
    filter.setAsyncSupported(true);
    return filter;
  }

  private static FilterMapping forServlet(ServletHolder servlet) {
    FilterMapping mapping = new FilterMapping();
    mapping.setFilterName("content-type");
    mapping.setServletName(servlet.getName());
    return mapping;
  }

  /** Where it listens, with the port it really has. */
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
   * A slow sender holds no thread: the application is only asked once the body is there. What
   * announces more is asked about at once, since it may be refused without its body.
   */
  private static Handler withoutWaitingThreads(Handler application) {
    EagerContentHandler eager =
        new EagerContentHandler(
            application, new RetainedContentLoaderFactory(MAX_EAGER_BYTES, -1, false));
    eager.exclude(request -> request.getLength() > MAX_EAGER_BYTES);
    return eager;
  }

  /** Asked when listening failed, since the failure itself does not say which of both is wrong. */
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

  /**
   * None of them is kept for the next request to come: a delivery is taken in less time than it
   * takes to wake another thread for it.
   */
  private static QueuedThreadPool threads() {
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
              + " is not known as an address of this machine. Set it to one that is, or to 0.0.0.0"
              + " for all of them.",
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
            + ". Stop the program that has the port, or set fs.webhook.http.port to a free one.",
        failure);
  }
}
