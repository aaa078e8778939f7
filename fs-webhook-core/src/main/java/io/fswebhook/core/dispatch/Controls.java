package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.HandlerControl;
import io.fswebhook.core.inbox.Inbox;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Which handlers operators have paused. Read from the inbox periodically, because another node may
 * have received the command.
 */
final class Controls {

  private final Inbox inbox;
  private final Collection<HandlerQueue> queues;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile @Nullable Map<String, HandlerControl> known;

  /**
   * Informs handler queues.
   *
   * @param queues a live view of all handler queues
   */
  Controls(Inbox inbox, Collection<HandlerQueue> queues) {
    this.inbox = inbox;
    this.queues = queues;
  }

  /** Does not block. If reading fails, the last known state stays in force. */
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
    } catch (RuntimeException | Error e) { // otherwise nothing would ever be read again
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

  /** Does nothing until the inbox has been read. */
  void tell(HandlerQueue queue) {
    Map<String, HandlerControl> controls = known;
    if (controls != null) {
      queue.control(controls.getOrDefault(queue.name(), HandlerControl.NONE));
    }
  }
}
