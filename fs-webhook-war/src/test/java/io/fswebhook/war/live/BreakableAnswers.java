package io.fswebhook.war.live;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Fails to write as if the client were gone, of which the server itself then knows nothing. */
final class BreakableAnswers extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient CountDownLatch end = new CountDownLatch(1);
  private volatile boolean isBroken;

  /** From now on nothing can be written. */
  void breakOff() {
    isBroken = true;
  }

  /** Waits until a request has ended that went on after it was called. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return end.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ServletOutputStream whole = response.getOutputStream();
    chain.doFilter(
        request,
        new HttpServletResponseWrapper(response) {
          @Override
          public ServletOutputStream getOutputStream() {
            return new Breakable(whole);
          }
        });
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new Ending());
    }
  }

  private final class Ending implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
      end.countDown();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }

  private final class Breakable extends ServletOutputStream {

    private final ServletOutputStream whole;

    Breakable(ServletOutputStream whole) {
      this.whole = whole;
    }

    @Override
    public void write(int b) throws IOException {
      check();
      whole.write(b);
    }

    @Override
    public void flush() throws IOException {
      check();
      whole.flush();
    }

    private void check() throws IOException {
      if (isBroken) {
        throw new IOException("Broken pipe");
      }
    }

    @Override
    public boolean isReady() {
      return whole.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      whole.setWriteListener(listener);
    }
  }
}
