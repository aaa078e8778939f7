package io.fswebhook.core;

import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.core.verify.RawRequest;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The whole way of a delivery: verify, parse, store; then dispatch. Safe for use by several
 * threads.
 */
public final class Receiver implements AutoCloseable {

  private Receiver() {}

  /**
   * Opens the inbox, loads the plugins and goes on with what was not finished.
   *
   * @throws io.fswebhook.core.failure.StartException if the operator must act first
   */
  public static Receiver open(ReceiverSettings settings, ReceiverObserver observer, Clock clock) {
    return new Receiver();
  }

  /**
   * Verifies, parses and stores. Does not wait for the disk.
   *
   * @return completes on a thread of the receiver once the delivery is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}; what depends on it must not block
   * @throws RefusedException if the sender must act; nothing was stored
   */
  public CompletionStage<Receipt> receive(RawRequest raw) throws RefusedException {
    return CompletableFuture.failedFuture(new IllegalStateException());
  }

  /** Whether a delivery could be stored now, as far as is known. */
  public boolean isReady() {
    return true;
  }

  /** What became of each plugin. */
  public List<PluginReport> plugins() {
    return List.of();
  }

  /**
   * Takes nothing more, lets running handlers end within their time, stops the plugins and closes
   * the inbox. What is not handled stays in the inbox for the next start.
   */
  @Override
  public void close() {}
}
