package io.fswebhook.core.dispatch;

import static io.fswebhook.core.testing.SignedRequests.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.RetryLaterException;
import io.fswebhook.core.observe.ReceiverObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DispatcherTest extends DispatchFixture {

  @Test
  void a_delivery_reaches_each_of_its_handlers() {
    Queue<Delivery> others = new ConcurrentLinkedQueue<>();
    Dispatcher dispatcher = start(handler("a", seen::add), handler("b", others::add));

    String id = receive(dispatcher, "1");

    await().until(() -> task(id, "a").equals("succeeded 1"));
    Delivery delivery = seen.element();
    assertThat(delivery.id()).isEqualTo(id);
    assertThat(delivery.attempt()).isEqualTo(1);
    assertThat(delivery.orgId()).isEqualTo("ORG1");
    assertThat(delivery.event()).isInstanceOf(NoteCreated.class);
    await().until(() -> task(id, "b").equals("succeeded 1"));
    assertThat(others).extracting(Delivery::id).containsExactly(id);
  }

  @Test
  void a_body_that_a_handler_changes_is_whole_for_the_next() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  Arrays.fill(delivery.body(), (byte) 0);
                  seen.add(delivery);
                }),
            handler("b", seen::add));

    receive(dispatcher, "1");

    await().until(() -> seen.size() == 2);
    assertThat(seen).allSatisfy(each -> assertThat(each.body()).asString().isEqualTo(note("1")));
  }

  @Test
  void what_fails_is_tried_again_until_it_works() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  seen.add(delivery);
                  if (delivery.attempt() < 4) {
                    throw new IOException("down");
                  }
                }));

    String id = receive(dispatcher, "1");

    await().until(() -> task(id, "a").equals("succeeded 4"));
    assertThat(seen).extracting(Delivery::attempt).containsExactly(1, 2, 3, 4);
    assertThat(attempts(id))
        .isEqualTo("retrying java.io.IOException: down|".repeat(3) + "succeeded -|");
  }

  @Test
  void what_fails_at_the_last_attempt_is_dead() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  throw new IllegalStateException("never");
                },
                settings(4, 5, 3)));

    String id = receive(dispatcher, "1");

    await().until(() -> task(id, "a").equals("dead 3"));
  }

  @Test
  void what_a_handler_gives_up_on_is_dead_at_once() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  throw new GiveUpException("refused with 400");
                }));

    String id = receive(dispatcher, "1");

    await().until(() -> task(id, "a").equals("dead 1"));
    assertThat(attempts(id)).contains("refused with 400");
  }

  @Test
  void a_handler_says_when_to_try_again_within_the_longest_delay() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  seen.add(delivery);
                  if (delivery.attempt() == 1) {
                    throw new RetryLaterException("busy", Duration.ofDays(7));
                  }
                }));

    String id = receive(dispatcher, "1");

    await().until(() -> task(id, "a").equals("succeeded 2")); // after one second, as FAST says
  }

  @Test
  void one_slow_handler_does_not_delay_another() {
    CountDownLatch end = new CountDownLatch(1);
    Dispatcher dispatcher =
        start(handler("slow", delivery -> end.await()), handler("quick", seen::add));

    receiveMany(dispatcher, 1_000);

    await().until(() -> seen.size() == 1_000);
    end.countDown();
    await().until(() -> succeeded() == 2_000);
  }

  @Test
  void more_than_fits_in_memory_is_handled_once_each() {
    CountDownLatch begin = new CountDownLatch(1);
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  begin.await();
                  seen.add(delivery);
                }));
    awaitIdle(dispatcher); // the claim at the start is over
    receiveMany(dispatcher, 3_000);
    // As much as fits, less what its threads have begun since.
    await()
        .untilAsserted(
            () ->
                assertThat(status(dispatcher, "a").queued())
                    .isBetween(PrefetchBuffer.FEWEST_QUEUED - 4, PrefetchBuffer.FEWEST_QUEUED));
    begin.countDown();

    await().until(() -> succeeded() == 3_000);
    assertThat(seen).extracting(Delivery::id).doesNotHaveDuplicates().hasSize(3_000);
  }

  @Test
  void what_was_not_finished_goes_on_after_a_restart() {
    CountDownLatch never = new CountDownLatch(1);
    Dispatcher dispatcher = start(handler("a", delivery -> never.await(), settings(4, 0.5, 12)));
    receiveMany(dispatcher, 20);
    dispatcher.close();
    inbox.close();

    openInbox();
    start(handler("a", seen::add));

    await().until(() -> succeeded() == 20);
    assertThat(seen).extracting(Delivery::id).doesNotHaveDuplicates().hasSize(20);
    assertThat(seen.element().event()).isInstanceOf(NoteCreated.class);
  }

  @Test
  void the_stop_lets_a_running_handler_end() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  running.countDown();
                  end.await();
                }));
    String id = receive(dispatcher, "1");
    Thread stop = new Thread(dispatcher::close);
    await().until(() -> running.await(5, TimeUnit.SECONDS));
    stop.start();
    await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
    end.countDown();

    await().until(() -> !stop.isAlive());
    await().until(() -> task(id, "a").equals("succeeded 1"));
  }

  @Test
  void observers_are_told_of_each_attempt() {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    ReceiverObserver observer =
        new ReceiverObserver() {
          @Override
          public void attempted(
              String handler, String deliveryId, String outcome, Duration duration) {
            told.add(handler + " " + deliveryId + " " + outcome);
          }
        };
    Dispatcher dispatcher =
        start(
            observer,
            inbox,
            handler(
                "a",
                delivery -> {
                  if (delivery.attempt() == 1) {
                    throw new IllegalStateException("down");
                  }
                }));

    String id = receive(dispatcher, "1");

    await().until(() -> told.size() == 2);
    assertThat(told).containsExactly("a " + id + " retrying", "a " + id + " succeeded");
  }
}
