package io.fswebhook.war.standalone;

import io.fswebhook.war.settings.HttpSettings;
import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ResourceConfig;

/** A server with something to ask for. */
final class TestServer implements AutoCloseable {

  final StandaloneServer server;
  final Resource resource = new Resource();

  TestServer(HttpSettings settings) {
    server = StandaloneServer.bind(settings);
    server.serve(new NoWebhook(), new ResourceConfig().register(resource));
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
    server.close();
  }

  private static final class NoWebhook extends HttpServlet {
    private static final long serialVersionUID = 1L;
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
