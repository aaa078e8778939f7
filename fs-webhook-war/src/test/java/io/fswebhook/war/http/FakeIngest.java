package io.fswebhook.war.http;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RejectedException;
import io.fswebhook.core.verify.RejectionReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Does what the test says and remembers what it was asked. */
final class FakeIngest implements Ingest {

  /** What to do with a request. */
  @FunctionalInterface
  interface Reaction {
    CompletionStage<Receipt> to(RawRequest request) throws RefusedException;
  }

  /** The only stream. */
  static final String STREAM = "orders";

  final List<RawRequest> received = new CopyOnWriteArrayList<>();
  final List<String> refused = new CopyOnWriteArrayList<>();
  volatile boolean ready = true;
  volatile @Nullable Integrity integrity;
  private volatile Reaction reaction =
      request -> CompletableFuture.completedFuture(new Receipt("id-1", Receipt.Status.STORED));

  void reacts(Reaction next) {
    reaction = next;
  }

  void failsWith(Throwable failure) {
    reaction = request -> CompletableFuture.failedFuture(failure);
  }

  void rejects(RejectionReason reason) {
    RejectedException rejected = mock();
    when(rejected.code()).thenReturn("signature-rejected");
    when(rejected.reason()).thenReturn(reason);
    when(rejected.getMessage()).thenReturn("because of " + reason);
    refuses(rejected);
  }

  void findsMalformed(String message) {
    MalformedPayloadException malformed = mock();
    when(malformed.code()).thenReturn("malformed-payload");
    when(malformed.getMessage()).thenReturn(message);
    refuses(malformed);
  }

  private void refuses(RefusedException refusal) {
    reaction =
        request -> {
          throw refusal;
        };
  }

  @Override
  public CompletionStage<Receipt> receive(RawRequest request) throws RefusedException {
    received.add(request);
    return reaction.to(request);
  }

  @Override
  public void refused(String code) {
    refused.add(code);
  }

  @Override
  public boolean hasStream(String stream) {
    return stream.equals(STREAM);
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public Optional<Integrity> integrity() {
    return Optional.ofNullable(integrity);
  }
}
