package io.fswebhook.war.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/**
 * The baselines, in a process of their own: a servlet and a Jersey resource that read the body and
 * do nothing with it, and a receiver as one writes it by hand. Says {@code listening on URL}.
 */
public final class BareServer {

  static final String ANSWER =
      "{\"id\":\"01a2092a-67fa-7cf9-a0d2-fd0e313c7d23\",\"status\":\"stored\"}";

  private BareServer() {}

  public static void main(String[] arguments) throws Exception {
    HttpServlet servlet =
        switch (arguments[0]) {
          case "servlet" -> new Bare();
          case "jersey" -> jersey(new BareResource());
          case "by-hand" -> jersey(new HandWrittenReceiver(arguments[1]));
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setAcceptQueueSize(1024);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder("bench", servlet), "/*");
    server.setHandler(context);
    server.start();
    System.out.println("listening on http://127.0.0.1:" + connector.getLocalPort());
    server.join();
  }

  private static HttpServlet jersey(Object resource) {
    return new ServletContainer(new ResourceConfig().register(resource));
  }

  private static final class Bare extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      request.getInputStream().readAllBytes();
      byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
      response.setContentType(MediaType.APPLICATION_JSON);
      response.setContentLength(answer.length);
      response.getOutputStream().write(answer);
    }
  }

  /** Reads the body and does nothing with it. */
  @Path("webhook")
  public static final class BareResource {

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public String post(byte[] body) {
      return ANSWER;
    }
  }
}
