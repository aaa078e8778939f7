package io.fswebhook.war.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the rest of a body without blocking a thread; the server calls back when data arrives. The
 * request must already be asynchronous.
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

  /** What happens after the body. Exactly one method is called, once. */
  interface Then {

    /** The body is complete. */
    void whole(byte[] body);

    /** The body was too large, ended early, timed out, or could not be read. */
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

  /** The lock keeps the request from ending during a read, and from being read after its end. */
  private synchronized @Nullable Exception read() {
    if (hasEnded) {
      return null;
    }
    int before = body.allocated();
    try {
      body.readWhileReady(stream);
    } catch (IOException e) {
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
    } catch (IllegalStateException e) { // the server has already ended the request
      log.debug("a request ended before its body was complete", e);
    }
  }
}
