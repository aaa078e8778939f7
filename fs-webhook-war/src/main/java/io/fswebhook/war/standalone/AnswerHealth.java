package io.fswebhook.war.standalone;

import io.fswebhook.war.http.CommonHeaders;
import io.fswebhook.war.http.HealthAnswer;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers about the health before anything else is asked, and waits for nothing. */
final class AnswerHealth extends Handler.Wrapper {

  private final HealthAnswer.Source health;

  AnswerHealth(Handler handler, HealthAnswer.Source health) {
    super(handler);
    this.health = health;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HealthAnswer answer =
        HttpMethod.GET.is(request.getMethod())
            ? health.at(Request.getPathInContext(request))
            : null;
    if (answer == null) {
      return super.handle(request, response, callback);
    }
    response.setStatus(answer.status());
    CommonHeaders.set(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(answer.json()), callback);
    return true;
  }
}
