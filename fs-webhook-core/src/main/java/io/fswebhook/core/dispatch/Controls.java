package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.HandlerControl;
import io.fswebhook.core.inbox.Inbox;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What operators want of handlers. It is read from the inbox now and then, since another node may
 * have been told.
 */
final class Controls {

  private final Inbox inbox;
  private final Collection<HandlerQueue> queues;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile @Nullable Map<String, HandlerControl> known;

  /**
   * Tells handler queues.
   *
   * @param queues those there are, also later
   */
  Controls(Inbox inbox, Collection<HandlerQueue> queues) {
    this.inbox = inbox;
    this.queues = queues;
  }

  /** Does not wait; what cannot be read stays as it was. */
  void read() {
    if (reading.getAndSet(true)) {
      return;
    }
    try {
      var unused =
          inbox
              .controls()
              .thenAccept(this::tellAll)
              .whenComplete((done, failure) -> reading.set(false));
    } catch (RuntimeException | Error e) { // else nothing would ever be read again
      reading.set(false);
      throw e;
    }
  }

  CompletionStage<Void> change(String handler, boolean paused) {
    return inbox
        .pause(handler, paused)
        .thenCompose(done -> inbox.controls())
        .thenAccept(this::tellAll);
  }

  private void tellAll(Map<String, HandlerControl> controls) {
    known = controls;
    queues.forEach(this::tell);
  }

  /** Nothing, as long as nothing is known. */
  void tell(HandlerQueue queue) {
    Map<String, HandlerControl> controls = known;
    if (controls != null) {
      queue.control(controls.getOrDefault(queue.name(), HandlerControl.NONE));
    }
  }
}
