package io.fswebhook.war.http;

import io.fswebhook.war.http.ArrivingBody.BodyTooLargeException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ForkJoinPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the body of a request before Jersey does, which would block a thread. Otherwise slow
 * senders could occupy all server threads, without even a token.
 */
public final class BodyFilter extends HttpFilter {

  /** No resource accepts more. */
  public static final int LARGEST = 64 * 1024;

  /**
   * Slightly oversized bodies are read completely, so that the client gets to read the response.
   */
  private static final int LARGEST_READ = 4 * LARGEST;

  private static final Logger log = LoggerFactory.getLogger(BodyFilter.class);
  private static final long serialVersionUID = 1L;

  private final transient SlowClients slowBodies;
  private final transient ExternalAddress external;
  private final transient Ingest ingest;

  /** The filter of one receiver. */
  public BodyFilter(ApplicationParts parts) {
    this.slowBodies = parts.limits().bodies();
    this.external = parts.external();
    this.ingest = parts.ingest();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long announced = request.getContentLengthLong();
    boolean hasBody = announced > 0 || request.getHeader("Transfer-Encoding") != null;
    if (!hasBody || !request.isAsyncSupported()) {
      chain.doFilter(request, response);
      return;
    }
    ArrivingBody body = new ArrivingBody(LARGEST, LARGEST_READ, announced);
    try {
      if (announced > LARGEST_READ) {
        throw new BodyTooLargeException();
      }
      ServletInputStream stream = request.getInputStream();
      if (!body.readWhatIsHere(stream)) {
        await(new ReadRequest(request), response, stream, body);
        return;
      }
      chain.doFilter(new ReadRequest(request).with(body.whole()), response);
    } catch (IOException e) {
      refusal(e).write(response);
    }
  }

  private void await(
      ReadRequest request,
      HttpServletResponse response,
      ServletInputStream stream,
      ArrivingBody body) {
    AsyncContext later = request.startAsync(request, response);
    later.setTimeout(0);
    AwaitBody.begin(
        stream,
        body,
        slowBodies,
        external.remoteAddress(request),
        new AwaitBody.Then() {
          @Override
          public void whole(byte[] bytes) {
            request.with(bytes);
            DispatchOutside.of(later);
          }

          @Override
          public void failed(Exception failure) {
            try {
              refusal(failure).write(response);
            } catch (IOException e) {
              log.debug("a client did not wait for its response", e);
            } finally {
              later.complete();
            }
          }
        });
  }

  private Refusal refusal(Exception failure) {
    Problem problem =
        failure instanceof BodyTooLargeException
            ? Problem.payloadTooLarge(LARGEST)
            : Problem.bodyIncomplete();
    ingest.refused(problem.code());
    return Refusal.with("Connection", "close", problem);
  }

  /**
   * Dispatches a request with neither a class of this application on the stack nor its class loader
   * in context: GlassFish and Payara start a thread during dispatch, which would retain both after
   * undeployment.
   */
  private static final class DispatchOutside {

    private static final MethodHandle DISPATCH = dispatch();

    private DispatchOutside() {}

    private static MethodHandle dispatch() {
      try {
        return MethodHandles.publicLookup()
            .findVirtual(AsyncContext.class, "dispatch", MethodType.methodType(void.class));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Returns immediately. Does nothing if the server has already ended the request. */
    static void of(AsyncContext request) {
      Thread current = Thread.currentThread();
      ClassLoader context = current.getContextClassLoader();
      current.setContextClassLoader(ClassLoader.getSystemClassLoader()); // of the proxy's class
      try {
        Runnable call =
            MethodHandleProxies.asInterfaceInstance(Runnable.class, DISPATCH.bindTo(request));
        var unused = ForkJoinPool.commonPool().submit(call);
      } finally {
        current.setContextClassLoader(context);
      }
    }
  }
}
