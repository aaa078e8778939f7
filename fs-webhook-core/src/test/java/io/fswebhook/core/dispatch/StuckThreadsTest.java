package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.plugin.AttemptSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A handler that keeps its threads past their time-out is suspended before it has them all. */
class StuckThreadsTest extends DispatchFixture {

  private static final int CONCURRENCY = 2;
  private static final int MOST_LOST = 3;

  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void letEverythingEnd() {
    end.countDown();
  }

  @Test
  void with_too_many_lost_threads_it_is_suspended_and_others_go_on() {
    Dispatcher dispatcher = startStubborn();
    receiveMany(dispatcher, 10);

    await().until(() -> stateOf(dispatcher, "stubborn") == HandlerState.SUSPENDED);

    // The third is lost while a fourth may run already; that one is lost too, and no fifth begins.
    await().until(() -> status(dispatcher, "stubborn").runningAttempts() == 0);
    assertThat(calls.get()).isBetween(MOST_LOST, MOST_LOST + CONCURRENCY - 1);
    assertThat(status(dispatcher, "stubborn").stuckThreads()).isEqualTo(calls.get());
    assertThat(status(dispatcher, "stubborn").queued()).isZero();
    await().until(() -> seen.size() == 10);
  }

  @Test
  void while_it_is_suspended_no_attempt_begins() {
    Dispatcher dispatcher = startStubborn();
    receiveMany(dispatcher, 10);
    await().until(() -> stateOf(dispatcher, "stubborn") == HandlerState.SUSPENDED);
    await().until(() -> status(dispatcher, "stubborn").runningAttempts() == 0);
    int before = calls.get();

    receive(dispatcher, "another");

    await().during(Duration.ofMillis(500)).until(() -> calls.get() == before);
  }

  @Test
  void it_goes_on_by_itself_when_its_threads_return() {
    Dispatcher dispatcher = startStubborn();
    receiveMany(dispatcher, 10);
    await().until(() -> stateOf(dispatcher, "stubborn") == HandlerState.SUSPENDED);

    end.countDown();

    await().until(() -> succeeded() == 20);
    await().until(() -> status(dispatcher, "stubborn").stuckThreads() == 0);
    assertThat(stateOf(dispatcher, "stubborn")).isEqualTo(HandlerState.RUNNING);
  }

  @Test
  void resumed_it_gets_as_many_fresh_threads_again() {
    Dispatcher dispatcher = startStubborn();
    receiveMany(dispatcher, 10);
    await().until(() -> stateOf(dispatcher, "stubborn") == HandlerState.SUSPENDED);
    await().until(() -> status(dispatcher, "stubborn").runningAttempts() == 0);
    int before = calls.get();

    done(dispatcher.resume("stubborn"));

    await().until(() -> calls.get() >= before + MOST_LOST);
    await().until(() -> stateOf(dispatcher, "stubborn") == HandlerState.SUSPENDED);
    await().until(() -> status(dispatcher, "stubborn").runningAttempts() == 0);
    assertThat(calls.get()).isLessThanOrEqualTo(before + MOST_LOST + CONCURRENCY - 1);
  }

  private Dispatcher startStubborn() {
    return start(
        handler(
            "stubborn",
            delivery -> {
              calls.incrementAndGet();
              while (end.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
              }
            },
            new AttemptSettings(
                CONCURRENCY, Duration.ofMillis(200), MOST_LOST, 12, FAST, NO_BREAKER, null)),
        handler("other", seen::add));
  }
}
