package io.fswebhook.war.standalone;

import io.fswebhook.war.http.CommonHeaders;
import io.fswebhook.war.http.HealthAnswer;
import io.fswebhook.war.http.WebhookServlet;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers health checks on the thread that reads requests, and passes all other requests to the
 * pool. The reading thread never blocks, so health checks respond even if the pool is saturated.
 * Requests other than deliveries wait for the application, without a thread.
 */
final class AnswerHealth extends Handler.Wrapper {

  private final HealthAnswer.Source health;
  private final CompletableFuture<Void> application;

  AnswerHealth(HealthAnswer.Source health, CompletableFuture<Void> application, Handler handler) {
    super(handler);
    this.health = health;
    this.application = application;
  }

  /** Makes the server call this handler on the reading thread. */
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    HealthAnswer answer = HttpMethod.GET.is(request.getMethod()) ? health.at(path) : null;
    if (answer == null) {
      Executor threads = request.getComponents().getExecutor();
      Runnable handle = () -> handleOthers(request, response, callback);
      if (application.isDone() || WebhookServlet.takes(path)) {
        threads.execute(handle);
      } else {
        CompletableFuture<Void> unused = application.thenRunAsync(handle, threads);
      }
      return true;
    }
    response.setStatus(answer.status());
    CommonHeaders.set(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(answer.json()), callback);
    return true;
  }

  private void handleOthers(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable e) { // as the server does for exceptions of a handler
      Response.writeError(request, response, callback, e);
    }
  }
}
