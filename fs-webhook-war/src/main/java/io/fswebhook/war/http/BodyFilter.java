package io.fswebhook.war.http;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.REQUEST_ENTITY_TOO_LARGE;

import io.fswebhook.war.http.ArrivingBody.BodyTooLargeException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the body of a request before Jersey, which reads on a thread, is asked. Without it, whoever
 * sends slowly holds the threads of the server, and needs no token for it.
 */
public final class BodyFilter extends HttpFilter {

  /** No resource takes more. */
  public static final int LARGEST = 64 * 1024;

  /** What is a little too large is read, so that its client comes to read the answer. */
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
    ArrivingBody body = new ArrivingBody(LARGEST_READ, announced);
    try {
      if (announced > LARGEST_READ) {
        throw new BodyTooLargeException();
      }
      ServletInputStream stream = request.getInputStream();
      if (!body.readWhatIsHere(stream)) {
        await(new ReadRequest(request), response, stream, body);
        return;
      }
      chain.doFilter(new ReadRequest(request).with(acceptable(body.whole())), response);
    } catch (IOException | BodyTooLargeException e) {
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
            try {
              request.with(acceptable(bytes));
              DispatchOutside.of(later);
            } catch (BodyTooLargeException e) {
              failed(e);
            }
          }

          @Override
          public void failed(Exception failure) {
            try {
              refusal(failure).write(response);
            } catch (IOException e) {
              log.debug("a client did not wait for its answer", e);
            } finally {
              later.complete();
            }
          }
        });
  }

  private static byte[] acceptable(byte[] body) throws BodyTooLargeException {
    if (body.length > LARGEST) {
      throw new BodyTooLargeException();
    }
    return body;
  }

  private Refusal refusal(Exception failure) {
    Problem problem =
        failure instanceof BodyTooLargeException
            ? Problem.of(
                REQUEST_ENTITY_TOO_LARGE,
                "payload-too-large",
                "The body must not be larger than " + LARGEST + " bytes.")
            : Problem.of(
                BAD_REQUEST,
                Refusals.BODY_INCOMPLETE,
                "The body ended before its announced end, or did not arrive in time.");
    ingest.refused(problem.code());
    return Refusal.with("Connection", "close", problem);
  }
}
