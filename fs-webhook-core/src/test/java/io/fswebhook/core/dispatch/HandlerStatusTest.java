package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.GiveUpException;
import io.fswebhook.core.dispatch.HandlerStatus.BreakerState;
import io.fswebhook.core.dispatch.HandlerStatus.Counts;
import io.fswebhook.core.dispatch.HandlerStatus.LastError;
import io.fswebhook.core.dispatch.HandlerStatus.Recent;
import io.fswebhook.core.inbox.AttemptRecord;
import io.fswebhook.core.inbox.TargetResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HandlerStatusTest extends DispatchFixture {

  @Test
  void a_handler_that_has_done_nothing_yet() {
    Instant before = Instant.now();
    Dispatcher dispatcher = start(handler("b", seen::add), handler("a", seen::add));
    await().until(() -> stateOf(dispatcher, "a") == HandlerState.RUNNING);

    HandlerStatus status = status(dispatcher, "a");

    assertThat(dispatcher.statuses()).extracting(HandlerStatus::name).containsExactly("a", "b");
    assertThat(status.since()).isBetween(before, Instant.now());
    assertThat(status.counts()).isEqualTo(new Counts(0, 0, 0));
    assertThat(status.recent()).isEqualTo(new Recent(0, null, null));
    assertThat(status.lastError()).isNull();
    assertThat(status.breaker().state()).isEqualTo(BreakerState.DISABLED); // by its settings here
  }

  @Test
  void it_counts_how_attempts_ended_and_how_long_they_took() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  if (delivery.event().toString().contains("id=dead,")) {
                    throw new GiveUpException("never");
                  }
                  if (delivery.attempt() < 3) {
                    throw new IOException("down");
                  }
                }));

    String dead = receive(dispatcher, "dead");
    await().until(() -> task(dead, "a").equals("dead 1"));
    Instant before = Instant.now();
    String late = receive(dispatcher, "late");
    await().until(() -> task(late, "a").equals("succeeded 3"));

    await().until(() -> status(dispatcher, "a").counts().equals(new Counts(1, 2, 1)));
    HandlerStatus status = status(dispatcher, "a");
    LastError error = status.lastError();
    assertThat(error).isNotNull();
    assertThat(error.deliveryId()).isEqualTo(late);
    assertThat(error.text()).isEqualTo("java.io.IOException: down");
    assertThat(error.at()).isBetween(before.minusMillis(1), Instant.now());
    assertThat(status.recent().perMinute()).isPositive();
    assertThat(status.recent().p99()).isGreaterThanOrEqualTo(status.recent().median()).isPositive();
  }

  @Test
  void the_response_reported_last_is_kept_with_its_attempt() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  delivery.reportResponse(200, "first");
                  delivery.reportResponse(503, "\u001b[31m" + "x".repeat(600));
                  throw new GiveUpException("status 503");
                }));

    String id = receive(dispatcher, "1");
    await().until(() -> task(id, "a").equals("dead 1"));

    assertThat(inbox.reader().delivery(id).orElseThrow().attempts().get("a"))
        .singleElement()
        .extracting(AttemptRecord::response)
        .isEqualTo(new TargetResponse(503, "\\u001b[31m" + "x".repeat(495)));
  }

  @Test
  void it_tells_what_runs_and_what_is_queued() {
    CountDownLatch end = new CountDownLatch(1);
    Dispatcher dispatcher = start(handler("a", delivery -> end.await(), settings(3, 20, 12)));
    await().until(() -> dispatcher.room("a") > 0);

    receiveMany(dispatcher, 10);

    await().until(() -> status(dispatcher, "a").runningAttempts() == 3);
    assertThat(status(dispatcher, "a").queued()).isEqualTo(7);
    end.countDown();
    await().until(() -> status(dispatcher, "a").counts().succeeded() == 10);
    await().until(() -> status(dispatcher, "a").runningAttempts() == 0); // counted a moment before
    assertThat(status(dispatcher, "a").recent().median()).isLessThan(Duration.ofSeconds(60));
  }
}
