package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.RetryLaterException;
import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.BreakerSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A target that is down is not called, and no delivery uses up an attempt. */
class BreakerDispatchTest extends DispatchFixture {

  private static final Duration OPEN_FOR = Duration.ofSeconds(30);
  private static final int WINDOW = 5;

  private final MovableClock clock =
      MovableClock.at(Instant.now().plus(Duration.ofDays(1))); // what is stored is due by it
  private final AtomicBoolean down = new AtomicBoolean(true);
  private final AtomicInteger calls = new AtomicInteger();

  @Override
  Clocks clocks() {
    return new Clocks(Clock.systemUTC(), clock);
  }

  @Test
  void while_it_is_open_no_attempt_begins_and_nothing_is_held() {
    InboxSpy spy = new InboxSpy(inbox);
    Dispatcher dispatcher = start(ReceiverObserver.NONE, spy, target(this::callTarget));
    receiveMany(dispatcher, 100);

    await().until(() -> stateOf(dispatcher, "target") == HandlerState.CIRCUIT_OPEN);

    receive(dispatcher, "another");
    await().during(Duration.ofMillis(500)).until(() -> calls.get() == WINDOW);
    assertThat(status(dispatcher, "target").queued()).isZero();
    assertThat(count("attempts > 0")).isEqualTo(WINDOW);
    assertThat(count("attempts > 1")).isZero();
  }

  @Test
  void a_single_attempt_shows_that_it_is_still_down() {
    Dispatcher dispatcher = start(target(this::callTarget));
    receiveMany(dispatcher, 100);
    await().until(() -> stateOf(dispatcher, "target") == HandlerState.CIRCUIT_OPEN);

    for (int probe = 1; probe <= 5; probe++) {
      clock.advance(OPEN_FOR);
      int expected = WINDOW + probe;
      await().until(() -> calls.get() == expected);
      await().until(() -> stateOf(dispatcher, "target") == HandlerState.CIRCUIT_OPEN);
    }

    await().during(Duration.ofMillis(300)).until(() -> calls.get() == WINDOW + 5);
  }

  @Test
  void a_single_attempt_shows_that_it_is_up_again_and_everything_goes_on() {
    Dispatcher dispatcher = start(target(this::callTarget));
    receiveMany(dispatcher, 100);
    await().until(() -> stateOf(dispatcher, "target") == HandlerState.CIRCUIT_OPEN);
    // What is written after the clock was moved would be due after that.
    await().until(() -> count("state = 'retrying'") == WINDOW);

    down.set(false);
    clock.advance(OPEN_FOR);

    await().until(() -> succeeded() == 100);
    assertThat(stateOf(dispatcher, "target")).isEqualTo(HandlerState.RUNNING);
    assertThat(calls).hasValue(100 + WINDOW);
    assertThat(count("attempts > 2")).isZero();
  }

  @Test
  void half_open_it_lets_one_through_and_no_second() {
    CountDownLatch end = new CountDownLatch(1);
    Dispatcher dispatcher =
        start(
            handler(
                "target",
                delivery -> {
                  calls.incrementAndGet();
                  if (down.get()) {
                    throw new IOException("down");
                  }
                  end.await();
                },
                new AttemptSettings(
                    4, Duration.ofSeconds(60), 8, 12, FAST, breaker(WINDOW), null)));
    receiveMany(dispatcher, 100);
    await().until(() -> stateOf(dispatcher, "target") == HandlerState.CIRCUIT_OPEN);
    await().until(() -> status(dispatcher, "target").runningAttempts() == 0);
    int before = calls.get();
    down.set(false);

    clock.advance(OPEN_FOR);

    await().until(() -> calls.get() == before + 1);
    receive(dispatcher, "another");
    await().during(Duration.ofMillis(500)).until(() -> calls.get() == before + 1);
    assertThat(stateOf(dispatcher, "target")).isEqualTo(HandlerState.CIRCUIT_HALF_OPEN);
    end.countDown();
    clock.advance(OPEN_FOR); // the last failure may have been written after the clock went on
    await().until(() -> succeeded() == 101);
  }

  @Test
  void half_open_with_nothing_to_do_it_tries_the_next_that_comes_at_once() {
    Dispatcher dispatcher =
        start(
            target(
                delivery -> {
                  if (calls.incrementAndGet() <= WINDOW) {
                    throw new RetryLaterException("down", Duration.ofHours(1));
                  }
                }));
    receiveMany(dispatcher, WINDOW);
    await().until(() -> stateOf(dispatcher, "target") == HandlerState.CIRCUIT_OPEN);
    clock.advance(OPEN_FOR);
    await().until(() -> calls.get() > WINDOW || dispatcher.room("target") == 1);

    String id = receive(dispatcher, "another");

    await().until(() -> task(id, "target").equals("succeeded 1"));
    await().until(() -> stateOf(dispatcher, "target") == HandlerState.RUNNING);
  }

  @Test
  void asking_to_be_tried_later_counts_as_being_down() {
    Dispatcher dispatcher =
        start(
            target(
                delivery -> {
                  throw new RetryLaterException("503", Duration.ofMillis(1));
                }));

    receiveMany(dispatcher, 100);

    await().until(() -> stateOf(dispatcher, "target") == HandlerState.CIRCUIT_OPEN);
  }

  @Test
  void deliveries_that_are_given_up_are_no_sign_of_a_target_that_is_down() {
    Dispatcher dispatcher =
        start(
            target(
                delivery -> {
                  throw new GiveUpException("400");
                }));

    receiveMany(dispatcher, 100);

    await().until(() -> count("state = 'dead'") == 100);
    assertThat(stateOf(dispatcher, "target")).isEqualTo(HandlerState.RUNNING);
  }

  @Test
  void one_that_runs_out_of_time_again_and_again_is_left_alone_too() {
    Dispatcher dispatcher =
        start(
            handler(
                "target",
                delivery -> new CountDownLatch(1).await(),
                new AttemptSettings(
                    4, Duration.ofMillis(100), 8, 12, FAST, breaker(WINDOW), null)));

    receiveMany(dispatcher, 100);

    await().until(() -> stateOf(dispatcher, "target") == HandlerState.CIRCUIT_OPEN);
  }

  @Test
  void an_operator_has_it_tried_at_once() {
    Dispatcher dispatcher = start(target(this::callTarget));
    receiveMany(dispatcher, 20);
    await().until(() -> stateOf(dispatcher, "target") == HandlerState.CIRCUIT_OPEN);
    down.set(false);

    done(dispatcher.resume("target"));

    await().until(() -> status(dispatcher, "target").counts().succeeded() >= 15);
    assertThat(stateOf(dispatcher, "target")).isEqualTo(HandlerState.RUNNING);
  }

  @Test
  void one_handler_that_is_left_alone_leaves_the_others_running() {
    Dispatcher dispatcher = start(target(this::callTarget), handler("other", seen::add));

    List<String> ids = receiveMany(dispatcher, 100);

    await().until(() -> stateOf(dispatcher, "target") == HandlerState.CIRCUIT_OPEN);
    await().until(() -> seen.size() == ids.size());
    assertThat(stateOf(dispatcher, "other")).isEqualTo(HandlerState.RUNNING);
  }

  private void callTarget(Delivery delivery) throws IOException {
    calls.incrementAndGet();
    if (down.get()) {
      throw new IOException("connection refused");
    }
  }

  /** One at a time, so that it is known how many attempts there are before it opens. */
  private static ActiveHandler target(EventHandler handler) {
    return handler(
        "target",
        handler,
        new AttemptSettings(1, Duration.ofSeconds(20), 8, 12, FAST, breaker(WINDOW), null));
  }

  private static BreakerSettings breaker(int window) {
    return new BreakerSettings(true, window, 100, OPEN_FOR);
  }
}
