package io.fswebhook.war.standalone;

import io.fswebhook.war.http.SlowClients;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets whoever answers go on while the client has not taken the answer yet. Without it, a client
 * that asks and never reads holds a thread.
 */
final class AnswerInBackground extends Handler.Wrapper {

  static final String DROPPED = "answer-dropped";

  private final SlowClients clients;
  private final Runnable dropped;

  AnswerInBackground(Handler handler, SlowClients clients, Runnable dropped) {
    super(handler);
    this.clients = clients;
    this.dropped = dropped;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    BackgroundResponse background =
        new BackgroundResponse(request, response, callback, clients, dropped);
    return super.handle(request, background, background.completion());
  }
}
