package io.fswebhook.core.dispatch;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.HandlerSettings;
import io.fswebhook.core.testing.OpenInboxes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A process of its own, with as little memory as it is given: handles what waits in an inbox until
 * it has handled so many, while new deliveries come.
 */
final class HandleWaiting {

  private HandleWaiting() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    CountDownLatch left = new CountDownLatch(Integer.parseInt(arguments[1]));
    Clocks clocks = Clocks.startingFrom(Clock.systemUTC());
    int mostQueued = 0;
    try (Inbox inbox =
            OpenInboxes.sqlite(new InboxSettings(file, true, Retention.DEFAULT), clocks.steady());
        Dispatcher dispatcher =
            new Dispatcher(inbox, ReceiverObserver.NONE, AttemptTracer.NONE, clocks)) {
      dispatcher.put(
          new ActiveHandler(
              "a",
              Set.of(),
              delivery -> left.countDown(),
              new HandlerSettings(
                  true, AttemptSettings.DEFAULT, key -> Optional.empty(), Map.of(), Set.of())));
      dispatcher.start();
      for (int i = 0; !left.await(10, TimeUnit.MILLISECONDS); i++) {
        mostQueued = Math.max(mostQueued, dispatcher.statuses().get(0).queued());
        inbox
            .store(parsed("ORG1", note("new" + i), Instant.now()), List.of("a"), dispatcher)
            .toCompletableFuture()
            .join();
      }
    }
    System.out.println("handled, most queued " + mostQueued);
  }
}
