package io.fswebhook.war.standalone;

import io.fswebhook.war.http.SlowClients;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A response that copies what is written and sends it to the client asynchronously. The writer only
 * waits once much is unsent. The request completes when everything is sent.
 */
final class BackgroundResponse extends Response.Wrapper {

  /** More than any response that needs no token. */
  private static final int MOST_UNSENT = 1024 * 1024;

  private final Callback whole;
  private final SlowClients clients;
  private final Runnable dropped;
  private final Callback written = new Written();
  private final Queue<Part> waiting = new ArrayDeque<>(2);
  private @Nullable Part sending;
  private long unsentBytes;
  private boolean isWriting;
  private boolean isComplete;
  private @Nullable Callback writer;
  private @Nullable Throwable failure;
  private SlowClients.@Nullable Held held;

  BackgroundResponse(
      Request request, Response response, Callback whole, SlowClients clients, Runnable dropped) {
    super(request, response);
    this.whole = whole;
    this.clients = clients;
    this.dropped = dropped;
  }

  /** A part of a response. */
  private record Part(boolean last, ByteBuffer content, int size) {

    Part(boolean last, ByteBuffer content) {
      this(last, content, content.remaining());
    }
  }

  /** The callback for the application to complete. */
  Callback completion() {
    return new Completion();
  }

  @Override
  public void write(boolean last, ByteBuffer content, Callback callback) {
    Part part =
        new Part(last, content == null ? BufferUtil.EMPTY_BUFFER : BufferUtil.copy(content));
    Throwable failed;
    boolean begins;
    boolean waits = false;
    synchronized (this) {
      failed = failure;
      begins = !isWriting;
      if (failed == null) {
        isWriting = true;
        waits = add(part, begins, callback);
      }
    }
    BufferUtil.clear(content);
    if (failed != null) {
      callback.failed(failed);
      return;
    }
    if (begins) {
      send(part);
      holdIfSlow();
    }
    if (!waits) {
      callback.succeeded();
    }
  }

  /** Whether the writer has to wait. */
  private boolean add(Part part, boolean begins, Callback callback) {
    addUnsent(part.size());
    if (begins) {
      sending = part;
      return false;
    }
    waiting.add(part);
    if (unsentBytes <= MOST_UNSENT) {
      return false;
    }
    writer = callback;
    return true;
  }

  /** Includes the part being sent, which is a copy. */
  private void addUnsent(long bytes) {
    unsentBytes += bytes;
    if (held != null) {
      held.grow(bytes);
    }
  }

  private void send(Part part) {
    super.write(part.last(), part.content(), written);
  }

  private void holdIfSlow() {
    synchronized (this) {
      if (isWriting && held == null) {
        String address = Request.getRemoteAddr(getRequest());
        held = clients.hold(address, unsentBytes, this::letGo);
      }
    }
  }

  private void letGo() {
    synchronized (this) {
      if (!isWriting) {
        return;
      }
    }
    dropped.run();
    EndPoint endPoint = getRequest().getConnectionMetaData().getConnection().getEndPoint();
    LimitConnections.network(endPoint).close();
  }

  private synchronized @Nullable Part next() {
    Part next = waiting.poll();
    if (sending != null) {
      addUnsent(-sending.size());
    }
    sending = next;
    if (next == null) {
      isWriting = false;
      release();
    }
    return next;
  }

  private void release() {
    if (held != null) {
      held.release();
      held = null;
    }
  }

  private synchronized @Nullable Callback writerThatMayGoOn() {
    Callback waited = unsentBytes <= MOST_UNSENT ? writer : null;
    if (waited != null) {
      writer = null;
    }
    return waited;
  }

  /** Called by the connection for each part. */
  private final class Written implements Callback {

    @Override
    public void succeeded() {
      Part next = next();
      Callback waited = writerThatMayGoOn();
      if (waited != null) {
        waited.succeeded();
      }
      if (next != null) {
        send(next);
      } else if (isCompleteAndWritten()) {
        whole.succeeded();
      }
    }

    @Override
    public void failed(Throwable cause) {
      Callback waited;
      boolean ends;
      synchronized (BackgroundResponse.this) {
        failure = cause;
        isWriting = false;
        waiting.clear();
        sending = null;
        unsentBytes = 0;
        release();
        waited = writer;
        writer = null;
        ends = isComplete;
      }
      if (waited != null) {
        waited.failed(cause);
      }
      if (ends) {
        whole.failed(cause);
      }
    }
  }

  private synchronized boolean isCompleteAndWritten() {
    return isComplete && !isWriting;
  }

  /** Called by the application. */
  private final class Completion implements Callback {

    @Override
    public void succeeded() {
      Throwable failed;
      synchronized (BackgroundResponse.this) {
        isComplete = true;
        if (isWriting) {
          return;
        }
        failed = failure;
      }
      if (failed == null) {
        whole.succeeded();
      } else {
        whole.failed(failed);
      }
    }

    @Override
    public void failed(Throwable cause) {
      whole.failed(cause);
    }
  }
}
