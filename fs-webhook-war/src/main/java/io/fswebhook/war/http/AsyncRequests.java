package io.fswebhook.war.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegate;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegateProvider;
import org.jspecify.annotations.Nullable;

/**
 * Lets Jersey answer later, found through its service file. Jersey's own comes in a jar that also
 * starts itself on every server, and with a listener that WildFly warns of.
 */
public final class AsyncRequests implements AsyncContextDelegateProvider {

  /** Made by Jersey. */
  public AsyncRequests() {}

  @Override
  public AsyncContextDelegate createDelegate(
      HttpServletRequest request, HttpServletResponse response) {
    return new AsyncRequest(request, response);
  }

  /** One request, which is asynchronous from {@link #suspend} on. */
  private static final class AsyncRequest implements AsyncContextDelegate {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final RequestEnd end = new RequestEnd();
    private volatile @Nullable AsyncContext context;

    AsyncRequest(HttpServletRequest request, HttpServletResponse response) {
      this.request = request;
      this.response = response;
    }

    /** Without a limit of the server's: whoever answers later has one. */
    @Override
    public void suspend() {
      AsyncContext started = request.startAsync(request, response);
      started.setTimeout(0);
      started.addListener(end);
      context = started;
    }

    @Override
    public void complete() {
      AsyncContext started = context;
      if (started != null && end.isFirst()) {
        started.complete();
      }
    }

    @Override
    public boolean isCompleted() {
      return end.hasCome();
    }
  }
}
