package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import java.util.concurrent.CompletableFuture;

/** Work with nothing to tell but that it is on disk. It fails when it cannot be: somebody waits. */
public abstract class AcknowledgedWork implements Work {

  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /** Completes on the thread that writes. */
  final CompletableFuture<Void> done() {
    return done;
  }

  @Override
  public final void committed() {
    done.complete(null);
  }

  @Override
  public final void failed(InboxUnavailableException cause) {
    done.completeExceptionally(cause);
  }

  @Override
  public final void refused(NotStorableException cause) {
    done.completeExceptionally(cause);
  }
}
