package io.fswebhook.war.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegate;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegateProvider;
import org.jspecify.annotations.Nullable;

/**
 * Enables asynchronous responses in Jersey; found through its service file. Jersey's own
 * implementation is in a jar that also registers itself on every server, with a listener that
 * WildFly warns about.
 */
public final class AsyncRequests implements AsyncContextDelegateProvider {

  @Override
  public AsyncContextDelegate createDelegate(
      HttpServletRequest request, HttpServletResponse response) {
    return new AsyncRequest(request, response);
  }

  /** One request, asynchronous from {@link #suspend} on. */
  private static final class AsyncRequest implements AsyncContextDelegate {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final RequestEnd end = new RequestEnd();
    private volatile @Nullable AsyncContext context;

    AsyncRequest(HttpServletRequest request, HttpServletResponse response) {
      this.request = request;
      this.response = response;
    }

    /** Without the server's time-out; the code that responds has its own. */
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

  /**
   * Tracks whether an asynchronous request has ended. Public with a public constructor, since
   * WildFly instantiates every listener it finds.
   */
  public static final class RequestEnd implements AsyncListener {

    private final AtomicBoolean come = new AtomicBoolean();

    boolean hasCome() {
      return come.get();
    }

    /** Marks the request as ended; true for the first call only. */
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
}
