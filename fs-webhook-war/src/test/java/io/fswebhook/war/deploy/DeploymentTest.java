package io.fswebhook.war.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.war.cli.inbox.MakeNewer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Declares listener and servlet as web.xml does, since Jersey is what makes the application. */
class DeploymentTest {

  private static final String HOME = "fs.webhook.home";

  @TempDir Path home;
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final ServletContextHandler context = new ServletContextHandler("/context");

  @BeforeEach
  void prepare() {
    System.setProperty(HOME, home.toString());
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    context.addEventListener(new ReceiverContextListener());
    ServletHolder servlet = new ServletHolder(ServletContainer.class);
    servlet.setInitParameter("jakarta.ws.rs.Application", DeployedApplication.class.getName());
    servlet.setInitParameter("jersey.config.server.wadl.disableWadl", "true");
    servlet.setInitOrder(1);
    servlet.setAsyncSupported(true);
    context.addServlet(servlet, "/*");
    server.setHandler(context);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    System.clearProperty(HOME);
  }

  @Test
  void the_deployed_application_is_the_running_receivers() throws Exception {
    Files.writeString(home.resolve("fs-webhook.properties"), "fs.webhook.signing-secrets=s\n");
    server.start();

    assertThat(get("/context/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/context/nothing").body()).contains("\"code\":\"not-found\"");
    assertThat(context.getServletContext().getAttributeNames().hasMoreElements()).isTrue();

    context.stop();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> ReceiverContextListener.receiverOf(context.getServletContext()));
  }

  @Test
  void without_a_secret_the_deployment_fails_with_a_sentence_and_no_stack_trace() {
    assertThatExceptionOfType(ReceiverContextListener.NotStartedException.class)
        .isThrownBy(server::start)
        .withMessageContaining("fs.webhook.signing-secrets")
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty())
        .withNoCause();
  }

  @Test
  void with_the_inbox_of_a_newer_version_the_deployment_fails_with_a_sentence() throws Exception {
    Files.writeString(home.resolve("fs-webhook.properties"), "fs.webhook.signing-secrets=s\n");
    server.start();
    server.stop();
    Path inbox = home.resolve("data/inbox.db");
    MakeNewer.inbox(inbox);

    assertThatExceptionOfType(ReceiverContextListener.NotStartedException.class)
        .isThrownBy(server::start)
        .withMessageContaining("the inbox " + inbox + " has the tables of a newer version")
        .withMessageContaining("use fs-webhook 2.0 or newer")
        .withNoCause();
  }

  @Test
  void any_other_failure_is_logged_as_what_it_is_and_fails_the_deployment() {
    Logger logger = Logger.getLogger(ReceiverContextListener.class.getName());
    List<LogRecord> lines = new CopyOnWriteArrayList<>();
    Filter keep = line -> !lines.add(line);
    logger.setFilter(keep);
    System.setProperty("catalina.base", "no\0path");
    try {
      assertThatExceptionOfType(InvalidPathException.class).isThrownBy(server::start);
    } finally {
      System.clearProperty("catalina.base");
      logger.setFilter(null);
    }

    assertThat(lines)
        .singleElement()
        .satisfies(line -> assertThat(line.getLevel()).isEqualTo(Level.SEVERE))
        .satisfies(line -> assertThat(line.getThrown()).isInstanceOf(InvalidPathException.class));
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
