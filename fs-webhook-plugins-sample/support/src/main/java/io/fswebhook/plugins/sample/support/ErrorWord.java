package io.fswebhook.plugins.sample.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Of an answer's body, what may stand in a message: " (invalid_blocks)" where the whole body is one
 * such word, as chat servers answer, else nothing. The rest is discarded as it comes, however long.
 */
final class ErrorWord implements BodySubscriber<String> {

  private static final int LONGEST = 60;

  private final ByteArrayOutputStream start = new ByteArrayOutputStream(LONGEST + 1);
  private final CompletableFuture<String> word = new CompletableFuture<>();

  @Override
  public CompletionStage<String> getBody() {
    return word;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining() && start.size() <= LONGEST) {
        start.write(buffer.get());
      }
    }
  }

  @Override
  public void onError(Throwable thrown) {
    word.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    String text = start.toString(US_ASCII);
    word.complete(text.matches("[a-z][a-z_]{0," + (LONGEST - 1) + "}") ? " (" + text + ")" : "");
  }
}
