package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.BreakerSettings;
import io.fswebhook.core.testing.CapturedLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator reads when a handler is kept from being called, and when it goes on: once. */
class QueueLogTest extends DispatchFixture {

  private static final Duration OPEN_FOR = Duration.ofSeconds(30);

  private final MovableClock steady = MovableClock.at(Instant.now().plus(Duration.ofDays(1)));
  private final CountDownLatch end = new CountDownLatch(1);
  private CapturedLog log;

  @Override
  Clocks clocks() {
    return new Clocks(Clock.systemUTC(), steady);
  }

  @BeforeEach
  void listen() {
    log = new CapturedLog("io.fswebhook.core.dispatch");
  }

  @AfterEach
  void stopListening() {
    end.countDown();
    log.close();
  }

  @Test
  void a_breaker_that_opens_and_closes() {
    AtomicBoolean down = new AtomicBoolean(true);
    AtomicInteger calls = new AtomicInteger();
    Dispatcher dispatcher =
        start(
            handler(
                "target",
                delivery -> {
                  calls.incrementAndGet();
                  if (down.get()) {
                    throw new IOException("connection refused");
                  }
                },
                new AttemptSettings(
                    1,
                    Duration.ofSeconds(20),
                    8,
                    12,
                    FAST,
                    new BreakerSettings(true, 5, 100, OPEN_FOR),
                    null)));
    receiveMany(dispatcher, 50);
    await().until(() -> lines("circuit is open").size() == 1);
    for (int probe = 1; probe <= 3; probe++) {
      steady.advance(OPEN_FOR);
      int expected = 5 + probe;
      await().until(() -> calls.get() == expected);
      await().until(() -> stateOf(dispatcher, "target") == HandlerState.CIRCUIT_OPEN);
    }
    down.set(false);
    steady.advance(OPEN_FOR);
    await().until(() -> succeeded() == 50);

    await().until(() -> lines("works again").size() == 1);
    assertThat(lines("circuit is open"))
        .singleElement()
        .asString()
        .startsWith("WARNING handler target ")
        .contains(
            "100 %", "5 attempts",
            "PT30S", "(fs.webhook.handlers.target.breaker.open-for)");
    assertThat(lines("works again")).singleElement().asString().startsWith("INFO handler target ");
  }

  @Test
  void a_handler_that_is_suspended_and_gets_its_threads_back() {
    Dispatcher dispatcher =
        start(
            handler(
                "stubborn",
                delivery -> {
                  while (end.getCount() > 0) {
                    LockSupport.parkNanos(1_000_000);
                  }
                },
                settings(1, 0.1, 12)));
    receiveMany(dispatcher, 5);
    await().until(() -> lines("gets no more").size() == 1);
    end.countDown();
    steady.advance(Duration.ofHours(1));
    await().until(() -> succeeded() == 5);

    await().until(() -> lines("has threads again").size() == 1);
    assertThat(lines("gets no more"))
        .singleElement()
        .asString()
        .startsWith("SEVERE handler stubborn ")
        .contains("2 stuck threads", "fs.webhook.handlers.stubborn.max-stuck-threads");
  }

  @Test
  void a_handler_that_is_paused_and_resumed() {
    Dispatcher dispatcher = start(handler("a", seen::add));
    await().until(() -> stateOf(dispatcher, "a") == HandlerState.RUNNING);

    done(dispatcher.pause("a"));
    await().until(() -> lines("handler a").size() == 1);
    done(dispatcher.resume("a"));
    await().until(() -> lines("handler a").size() == 2);

    assertThat(lines("handler a"))
        .satisfiesExactly(
            paused -> assertThat(paused).startsWith("INFO ").contains("paused"),
            resumed -> assertThat(resumed).startsWith("INFO ").contains("no longer paused"));
  }

  @Test
  void a_failed_attempt_names_handler_delivery_attempt_and_wait() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  throw new IOException("down");
                },
                settings(1, 20, 2)));

    String id = receive(dispatcher, "1");

    await().until(() -> task(id, "a").equals("retrying 1"));
    steady.advance(Duration.ofHours(1));
    await().until(() -> lines(id).size() == 2);
    assertThat(lines(id))
        .satisfiesExactly(
            failed ->
                assertThat(failed)
                    .startsWith("INFO handler a ")
                    .contains(id, "attempt 1 of 2", "PT0.01S")
                    .endsWith("java.io.IOException: down"),
            dead ->
                assertThat(dead)
                    .startsWith("WARNING handler a ")
                    .contains(id, "attempt 2", "dead letter")
                    .endsWith("java.io.IOException: down"));
  }

  @Test
  void what_a_handler_puts_into_its_message_is_one_line_of_what_can_be_seen() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  throw new IOException("b\u202ec\u2028d\r\ne\u001b[2J");
                },
                settings(1, 20, 1)));

    String id = receive(dispatcher, "1");

    await().until(() -> lines(id).size() == 1);
    assertThat(lines(id).get(0))
        .endsWith("java.io.IOException: b\\u202ec\\u2028d\\u000d\\u000ae\\u001b[2J");
  }

  private List<String> lines(String with) {
    return log.lines().stream().filter(line -> line.contains(with)).toList();
  }
}
