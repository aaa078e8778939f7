package io.fswebhook.war.http;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Notices that an asynchronous request is over, whoever ended it. Public with a constructor for
 * everybody, since WildFly makes one of every listener that it finds.
 */
public final class RequestEnd implements AsyncListener {

  private final AtomicBoolean come = new AtomicBoolean();

  /** Of a request that goes on. */
  public RequestEnd() {}

  boolean hasCome() {
    return come.get();
  }

  /** Whether nobody has ended it before; from now on somebody has. */
  boolean isFirst() {
    return come.compareAndSet(false, true);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    come.set(true);
  }

  @Override
  public void onTimeout(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) {}

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
