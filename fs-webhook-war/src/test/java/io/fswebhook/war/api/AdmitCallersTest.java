package io.fswebhook.war.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.access.Caller;
import io.fswebhook.war.http.ApiThreads;
import io.fswebhook.war.http.BoundResource;
import io.fswebhook.war.http.Places;
import io.fswebhook.war.http.ProblemException;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.settings.Role;
import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches that take as long as the test wants, on a server with few threads. */
class AdmitCallersTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int SERVER_THREADS = 8;
  private static final int MOST_OF_ONE = 10;
  private static final int RESERVED = 10;

  private final Search search = new Search();
  private final ApiThreads threads = new ApiThreads();
  private final Server server = new Server(new QueuedThreadPool(SERVER_THREADS, 2));
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    ResourceConfig application =
        new ResourceConfig()
            .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
            .property("jersey.config.server.wadl.disableWadl", true)
            .register(threads)
            .register(new WhoAsks())
            .register(
                new AdmitCallers(
                    Set.of(Search.class),
                    new Places(ApiThreads.MOST_REQUESTS, MOST_OF_ONE, RESERVED)))
            .registerResources(BoundResource.onApiThreads(search), BoundResource.of(new Receipt()));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    ServletHolder rest = new ServletHolder(new ServletContainer(application));
    rest.setAsyncSupported(true);
    context.addServlet(rest, "/*");
    server.setHandler(context);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    search.release.countDown();
    threads.close();
    server.stop();
  }

  @Test
  void slow_searches_hold_no_thread_of_the_server_and_the_surplus_is_answered_503()
      throws Exception {
    List<CompletableFuture<HttpResponse<String>>> viewers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      viewers.add(ask("/search", "viewer " + i % 6));
    }
    Eventually.holds(
        "all but the places are answered",
        LIMIT,
        () -> answered(viewers) == 60 - (ApiThreads.MOST_REQUESTS - RESERVED));
    Eventually.holds("all threads search", LIMIT, () -> search.running.get() == ApiThreads.THREADS);
    for (CompletableFuture<HttpResponse<String>> each : viewers) {
      if (each.isDone()) {
        assertThat(each.join().statusCode()).isEqualTo(503);
        assertThat(each.join().headers().firstValue("Retry-After")).contains("2");
        assertThat(each.join().body()).contains("\"code\":\"busy\"");
      }
    }

    for (int i = 0; i < 3 * SERVER_THREADS; i++) {
      assertThat(ask("/receipt", "sender").get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    CompletableFuture<HttpResponse<String>> operator = ask("/search", "operator");

    search.release.countDown();
    assertThat(operator.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    CompletableFuture.allOf(viewers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    assertThat(viewers.stream().filter(each -> each.join().statusCode() == 200))
        .hasSize(ApiThreads.MOST_REQUESTS - RESERVED);
  }

  @Test
  void one_caller_gets_some_places_and_gives_them_back() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      all.add(ask("/search", "viewer"));
    }
    Eventually.holds("the surplus is answered", LIMIT, () -> answered(all) == 25 - MOST_OF_ONE);
    CompletableFuture<HttpResponse<String>> another = ask("/search", "another");
    CompletableFuture<HttpResponse<String>> failing = ask("/search/fails", "another");

    search.release.countDown();
    assertThat(another.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(failing.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(400);
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    for (int i = 0; i < 3 * MOST_OF_ONE; i++) {
      assertThat(ask("/search/fails", "another").get(30, TimeUnit.SECONDS).statusCode())
          .as("a failure gives its place back too")
          .isEqualTo(400);
    }
    assertThat(ask("/search", "another").get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  private static long answered(List<CompletableFuture<HttpResponse<String>>> answers) {
    return answers.stream().filter(CompletableFuture::isDone).count();
  }

  private CompletableFuture<HttpResponse<String>> ask(String path, String who) {
    URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
    return client.sendAsync(
        HttpRequest.newBuilder(uri).header("X-Who", who).timeout(LIMIT).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Takes as long as it may. */
  @Path("search")
  public static final class Search {

    final CountDownLatch release = new CountDownLatch(1);
    final AtomicInteger running = new AtomicInteger();

    /** On a thread of the API. */
    @GET
    public String search() throws InterruptedException {
      running.incrementAndGet();
      return release.await(30, TimeUnit.SECONDS) ? "found" : "too late";
    }

    /** Fails. */
    @GET
    @Path("fails")
    public String fails() {
      throw ProblemException.badRequest("as it should");
    }
  }

  /** On a thread of the server, as deliveries are. */
  @Path("receipt")
  public static final class Receipt {

    /** At once. */
    @GET
    public String receipt() {
      return "stored";
    }
  }

  /** Believes what is said. */
  @Priority(Priorities.AUTHENTICATION)
  private static final class WhoAsks implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext context) {
      String name = context.getHeaderString("X-Who");
      Role role = name.startsWith("operator") ? Role.OPERATOR : Role.VIEWER;
      Caller caller = new Caller(name, role, Caller.Via.TOKEN, null, null);
      context.setSecurityContext(
          new SecurityContext() {
            @Override
            public Caller getUserPrincipal() {
              return caller;
            }

            @Override
            public boolean isUserInRole(String wanted) {
              return false;
            }

            @Override
            public boolean isSecure() {
              return false;
            }

            @Override
            public String getAuthenticationScheme() {
              return "test";
            }
          });
    }
  }
}
