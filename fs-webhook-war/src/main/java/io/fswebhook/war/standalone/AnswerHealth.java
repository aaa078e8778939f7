package io.fswebhook.war.standalone;

import io.fswebhook.war.http.CommonHeaders;
import io.fswebhook.war.http.HealthAnswer;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers about the health at once, on the thread that reads the requests, and leaves all others to
 * the threads of the pool. That one thread never waits, so neither do these answers, whatever the
 * pool is busy with.
 */
final class AnswerHealth extends Handler.Wrapper {

  private final HealthAnswer.Source health;

  AnswerHealth(HealthAnswer.Source health, Handler handler) {
    super(handler);
    this.health = health;
  }

  /** By this, the server calls it on the thread that reads. */
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HealthAnswer answer =
        HttpMethod.GET.is(request.getMethod())
            ? health.at(Request.getPathInContext(request))
            : null;
    if (answer == null) {
      Executor threads = request.getComponents().getExecutor();
      threads.execute(() -> handleOthers(request, response, callback));
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
    } catch (Throwable e) { // as the server does with what a handler throws
      Response.writeError(request, response, callback, e);
    }
  }
}
