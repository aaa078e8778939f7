package io.fswebhook.war.http;

import io.fswebhook.war.http.ArrivingBody.BodyTooLargeException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the rest of a body without a thread: the server calls when there is more. The request
 * has to be asynchronous already.
 */
final class AwaitBody implements ReadListener {

  private static final Logger log = LoggerFactory.getLogger(AwaitBody.class);

  private final ServletInputStream stream;
  private final ArrivingBody body;
  private final Then then;
  private SlowClients.@Nullable Held held;
  private boolean hasEnded;

  private AwaitBody(ServletInputStream stream, ArrivingBody body, Then then) {
    this.stream = stream;
    this.body = body;
    this.then = then;
  }

  /** What comes after the body. One of both is called, once. */
  interface Then {

    /** The body has come. */
    void whole(byte[] body);

    /** It was too large, has ended early, took too long, or could not be read. */
    void failed(Exception failure);
  }

  /** Returns at once. */
  static void begin(
      ServletInputStream stream,
      ArrivingBody body,
      SlowClients clients,
      String remoteAddress,
      Then then) {
    AwaitBody awaited = new AwaitBody(stream, body, then);
    SlowClients.Held held = clients.hold(remoteAddress, body.allocated(), awaited::letGo);
    synchronized (awaited) {
      awaited.held = held;
    }
    stream.setReadListener(awaited);
  }

  @Override
  public void onDataAvailable() {
    Exception failure = read();
    if (failure != null) {
      end(failure);
    }
  }

  /** Nobody ends the request while this reads, nor does this read when it has ended. */
  private synchronized @Nullable Exception read() {
    if (hasEnded) {
      return null;
    }
    int before = body.allocated();
    try {
      body.readWhileReady(stream);
    } catch (IOException | BodyTooLargeException e) {
      return e;
    }
    if (held != null && body.allocated() > before) {
      held.grow(body.allocated() - before);
    }
    return null;
  }

  @Override
  public void onAllDataRead() {
    end(null);
  }

  @Override
  public void onError(Throwable failure) {
    end(failure instanceof Exception e ? e : new IOException(failure));
  }

  private void letGo() {
    end(new TimeoutException("the body took too long to arrive"));
  }

  private void end(@Nullable Exception failure) {
    synchronized (this) {
      if (hasEnded) {
        return;
      }
      hasEnded = true;
      if (held != null) {
        held.release();
      }
    }
    try {
      if (failure == null) {
        then.whole(body.whole());
      } else {
        then.failed(failure);
      }
    } catch (IOException e) {
      then.failed(e);
    } catch (IllegalStateException e) { // the server has ended the request itself
      log.debug("a request was over before its body had come", e);
    }
  }
}
