package io.fswebhook.war.cli.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads the text of an answer, up to a limit. */
public final class LimitedText implements BodySubscriber<String> {

  /** More than any page of FullStory's API has. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<String> body = new CompletableFuture<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final int limit;
  private final boolean whole;

  private LimitedText(int limit, boolean whole) {
    this.limit = limit;
    this.whole = whole;
  }

  /** All of it; reading fails with a {@link TooLongException} if that is too much. */
  public static BodyHandler<String> whole() {
    return whole(MOST_BYTES);
  }

  /** All of a stream, which it closes; fails like {@link #whole()}. */
  public static String whole(InputStream stream, int limit) throws IOException {
    try (stream) {
      byte[] bytes = stream.readNBytes(limit);
      if (stream.read() >= 0) {
        throw new TooLongException(limit);
      }
      return new String(bytes, UTF_8);
    }
  }

  static BodyHandler<String> whole(int limit) {
    return head -> new LimitedText(limit, true);
  }

  /** Its first bytes, or all of it if there are not that many. */
  public static BodyHandler<String> beginning(int limit) {
    return head -> new LimitedText(limit, false);
  }

  @Override
  public CompletionStage<String> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription.complete(begun);
    begun.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] part = new byte[Math.min(buffer.remaining(), limit - bytes.size())];
      buffer.get(part);
      bytes.writeBytes(part);
      if (buffer.hasRemaining()) {
        full();
        return;
      }
    }
  }

  private void full() {
    subscription.join().cancel();
    if (whole) {
      onError(new TooLongException(limit));
    } else {
      onComplete();
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(bytes.toString(UTF_8));
  }

  /** An answer is too long. */
  static final class TooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLongException(int limit) {
      super("it is longer than " + limit + " bytes");
    }
  }
}
