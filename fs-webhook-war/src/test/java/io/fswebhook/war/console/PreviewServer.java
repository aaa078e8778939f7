package io.fswebhook.war.console;

import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** The console on a free port of 127.0.0.1, below a context root, with made-up answers. */
final class PreviewServer implements AutoCloseable {

  private static final String CONTEXT = "/fs-webhook";

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  private PreviewServer() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(CONTEXT);
    ServletHolder console = new ServletHolder(new ConsoleServlet());
    ConsoleServlet.PATHS.forEach(path -> context.addServlet(console, path));
    ServletHolder api = new ServletHolder(new SampleApi());
    api.setAsyncSupported(true);
    context.addServlet(api, "/api/v1/*");
    server.setHandler(context);
    server.start();
  }

  static PreviewServer start() throws Exception {
    return new PreviewServer();
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + CONTEXT + "/");
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }
}
