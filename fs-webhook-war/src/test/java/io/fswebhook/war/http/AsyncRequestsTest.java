package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.Test;

class AsyncRequestsTest {

  /** Answers from a thread of its own. */
  @Path("later")
  public static final class Later {

    @GET
    public void later(@Suspended AsyncResponse answer) {
      new Thread(() -> answer.resume("here it is")).start();
    }
  }

  @Test
  void a_resource_can_answer_later() throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    ServletHolder servlet =
        new ServletHolder(new ServletContainer(new ResourceConfig(Later.class)));
    servlet.setAsyncSupported(true);
    context.addServlet(servlet, "/*");
    server.setHandler(context);
    server.start();
    try {
      URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/later");
      assertThat(
              HttpClient.newHttpClient()
                  .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                  .body())
          .isEqualTo("here it is");
    } finally {
      server.stop();
    }
  }

  @Test
  void the_end_of_a_request_is_noticed_once() {
    AsyncRequests.RequestEnd end = new AsyncRequests.RequestEnd();
    assertThat(end.hasCome()).isFalse();
    assertThat(end.isFirst()).isTrue();
    assertThat(end.isFirst()).isFalse();
    assertThat(end.hasCome()).isTrue();
  }
}
