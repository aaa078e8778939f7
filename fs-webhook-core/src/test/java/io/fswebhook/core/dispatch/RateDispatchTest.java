package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Permits;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.Rate;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A handler begins what the inbox permits. */
class RateDispatchTest extends DispatchFixture {

  private static final Rate RATE = new Rate(10, Duration.ofSeconds(1));

  @Test
  void no_more_begin_than_are_permitted_and_the_rest_follows() {
    ScriptedPermits permits = new ScriptedPermits(inbox);
    permits.answers.add(new Permits(2, Duration.ofMillis(1)));
    Dispatcher dispatcher = start(ReceiverObserver.NONE, permits, limited("a"));
    awaitIdle(dispatcher);
    receiveMany(dispatcher, 5);

    await().until(() -> seen.size() == 2);
    await().during(Duration.ofMillis(300)).until(() -> seen.size() == 2);
    assertThat(status(dispatcher, "a").rate()).isEqualTo(RATE);
    assertThat(stateOf(dispatcher, "a")).isEqualTo(HandlerState.RUNNING);

    permits.answers.add(new Permits(1, Duration.ofMillis(1)));
    await().until(() -> seen.size() == 3);
    permits.answers.add(new Permits(9, Duration.ofMillis(1)));
    await().until(() -> succeeded() == 5);
  }

  @Test
  void an_inbox_that_fails_is_asked_again() {
    ScriptedPermits permits = new ScriptedPermits(inbox);
    permits.failing = true;
    Dispatcher dispatcher = start(ReceiverObserver.NONE, permits, limited("a"));
    awaitIdle(dispatcher);
    receiveMany(dispatcher, 2);
    await().until(() -> permits.asked.size() > 1);
    assertThat(seen).isEmpty();

    permits.failing = false;
    permits.answers.add(new Permits(2, Duration.ofMillis(1)));

    await().until(() -> succeeded() == 2);
  }

  @Test
  void a_paused_handler_asks_for_none() {
    ScriptedPermits permits = new ScriptedPermits(inbox);
    Dispatcher dispatcher = start(ReceiverObserver.NONE, permits, limited("a"));
    done(dispatcher.pause("a"));

    receiveMany(dispatcher, 3);

    await().during(Duration.ofMillis(300)).until(permits.asked::isEmpty);
    done(dispatcher.resume("a"));
    permits.answers.add(new Permits(3, Duration.ofMillis(1)));
    await().until(() -> succeeded() == 3);
  }

  @Test
  void with_the_inbox_itself_everything_is_handled() {
    Dispatcher dispatcher = start(limited("a"), handler("b", delivery -> {}));

    receiveMany(dispatcher, 12);

    await().until(() -> succeeded() == 24);
    assertThat(seen).hasSize(12);
  }

  private ActiveHandler limited(String name) {
    AttemptSettings all = settings(4, 20, 12);
    return handler(
        name,
        seen::add,
        new AttemptSettings(
            all.concurrency(),
            all.timeout(),
            all.maxStuckThreads(),
            all.maxAttempts(),
            all.retry(),
            all.breaker(),
            RATE));
  }

  /** Permits what it is told, and nothing else. */
  private static final class ScriptedPermits extends InboxSpy {

    final Queue<Permits> answers = new ConcurrentLinkedQueue<>();
    final Queue<Integer> asked = new ConcurrentLinkedQueue<>();
    volatile boolean failing;

    ScriptedPermits(Inbox inbox) {
      super(inbox);
    }

    @Override
    public CompletionStage<Permits> permits(String handler, Duration interval, int wanted) {
      asked.add(wanted);
      assertThat(interval).isEqualTo(Duration.ofMillis(100));
      if (failing) {
        return CompletableFuture.failedFuture(new InboxUnavailableException("not now"));
      }
      Permits next = answers.poll();
      return CompletableFuture.completedFuture(
          next == null ? new Permits(0, Duration.ofMillis(10)) : next);
    }
  }
}
