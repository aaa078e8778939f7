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

  private static final String ATTRIBUTE = AsyncRequests.class.getName();

  /** Made by Jersey. */
  public AsyncRequests() {}

  @Override
  public AsyncContextDelegate createDelegate(
      HttpServletRequest request, HttpServletResponse response) {
    AsyncRequest created = new AsyncRequest(request, response);
    request.setAttribute(ATTRIBUTE, created);
    return created;
  }

  /**
   * The request as who writes its answer sees it. To be ended by it: Jersey does not where the
   * client is gone, not every server notices that by itself, and Open Liberty waits for the request
   * when it stops.
   */
  public static OpenRequest of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof OpenRequest own ? own : new OfServer();
  }

  /** Of a server's own Jersey, such as GlassFish's, which ends it itself. */
  private static final class OfServer implements OpenRequest {

    @Override
    public boolean hasEnded() {
      return false;
    }

    @Override
    public void end() {}
  }

  /** One request, which is asynchronous from {@link #suspend} on. */
  private static final class AsyncRequest implements AsyncContextDelegate, OpenRequest {

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

    @Override
    public boolean hasEnded() {
      return isCompleted();
    }

    @Override
    public void end() {
      complete();
    }
  }
}
