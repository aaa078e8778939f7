package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.BreakerSettings;
import io.fswebhook.core.plugin.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The machine's clock is set while the receiver runs, and between two runs. */
class SetClocksTest extends DispatchFixture {

  private static final Duration DAY = Duration.ofDays(1);

  private final MovableClock wall = MovableClock.at(Instant.now());
  private Clocks clocks = Clocks.startingFrom(wall);

  @Override
  Clocks clocks() {
    return clocks;
  }

  @Test
  void set_back_it_does_not_hold_up_retries() {
    Dispatcher dispatcher = start(handler("a", delivery -> failUntil(delivery.attempt(), 4)));

    wall.advance(DAY);
    String id = receive(dispatcher, "1");
    await().until(() -> !task(id, "a").startsWith("pending"));
    wall.advance(DAY.multipliedBy(-2));

    await().until(() -> task(id, "a").equals("succeeded 4"));
  }

  @Test
  void set_back_it_does_not_hold_up_what_waits_in_the_inbox() {
    CountDownLatch begin = new CountDownLatch(1);
    Dispatcher dispatcher = start(handler("a", delivery -> begin.await()));
    wall.advance(DAY);
    receiveMany(dispatcher, 1_000);
    wall.advance(DAY.multipliedBy(-2));

    begin.countDown();

    await().until(() -> succeeded() == 1_000);
  }

  @Test
  void set_forth_and_back_it_hammers_nobody() {
    AtomicInteger calls = new AtomicInteger();
    RetryPolicy slow = new RetryPolicy(Duration.ofMinutes(10), 1, Duration.ofMinutes(10), 0);
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  calls.incrementAndGet();
                  throw new IOException("down");
                },
                new AttemptSettings(4, Duration.ofSeconds(20), 8, 12, slow, NO_BREAKER, null)));
    receiveMany(dispatcher, 10);
    await().until(() -> calls.get() == 10);

    for (int i = 0; i < 10; i++) {
      wall.advance(i % 2 == 0 ? DAY : DAY.negated());
      receive(dispatcher, "n" + i);
    }

    await().until(() -> calls.get() == 20);
    await().during(Duration.ofMillis(500)).until(() -> calls.get() == 20);
  }

  @Test
  void set_forth_it_ends_no_attempt_and_opens_no_breaker_early() {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Dispatcher dispatcher =
        start(
            handler("slow", delivery -> end.await()),
            handler(
                "down",
                delivery -> {
                  calls.incrementAndGet();
                  throw new IOException("down");
                },
                new AttemptSettings(
                    1,
                    Duration.ofSeconds(20),
                    8,
                    12,
                    FAST,
                    new BreakerSettings(true, 2, 100, Duration.ofMinutes(10)),
                    null)));
    String id = receive(dispatcher, "1");
    receiveMany(dispatcher, 10);
    await().until(() -> stateOf(dispatcher, "down") == HandlerState.CIRCUIT_OPEN);

    wall.advance(DAY);

    await().during(Duration.ofMillis(500)).until(() -> calls.get() == 2);
    assertThat(stateOf(dispatcher, "down")).isEqualTo(HandlerState.CIRCUIT_OPEN);
    end.countDown();
    await().until(() -> task(id, "slow").equals("succeeded 1"));
  }

  @Test
  void set_back_between_two_runs_it_does_not_hold_up_what_waited() {
    Dispatcher before = start(handler("a", delivery -> failUntil(delivery.attempt(), 2), slow()));
    String retried = receive(before, "1");
    await().until(() -> task(retried, "a").equals("retrying 1"));
    before.close();
    String waiting = receive(before, "2", List.of("a"));
    inbox.close();

    wall.advance(DAY.negated());
    clocks = Clocks.startingFrom(wall);
    openInbox();
    Dispatcher after = start(handler("a", seen::add)); // at most a second of delay

    await().until(() -> task(waiting, "a").equals("succeeded 1"));
    await().until(() -> task(retried, "a").equals("succeeded 2"));
    assertThat(stateOf(after, "a")).isEqualTo(HandlerState.RUNNING);
  }

  @Test
  void attempts_bear_the_time_that_the_wall_showed() {
    Dispatcher dispatcher = start(handler("a", delivery -> failUntil(delivery.attempt(), 2)));
    wall.advance(DAY);
    String id = receive(dispatcher, "1");

    await().until(() -> task(id, "a").equals("succeeded 2"));
    assertThat(query("SELECT min(started_at) || ' ' || max(started_at) FROM attempt"))
        .isEqualTo(wall.millis() + " " + wall.millis());
    HandlerStatus.LastError error = status(dispatcher, "a").lastError();
    assertThat(error).isNotNull();
    assertThat(error.at()).isBetween(wall.instant(), wall.instant().plusSeconds(20));
  }

  private static void failUntil(int attempt, int works) throws IOException {
    if (attempt < works) {
      throw new IOException("down");
    }
  }

  private static AttemptSettings slow() {
    return new AttemptSettings(
        4,
        Duration.ofSeconds(20),
        8,
        12,
        new RetryPolicy(Duration.ofHours(1), 1, Duration.ofHours(1), 0),
        NO_BREAKER,
        null);
  }
}
