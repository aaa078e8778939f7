package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.Delivery;
import io.fswebhook.core.observe.ReceiverObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PauseTest extends DispatchFixture {

  @Test
  void a_paused_handler_begins_nothing_and_what_arrives_waits() {
    Dispatcher dispatcher = start(handler("a", seen::add), handler("b", delivery -> {}));
    done(dispatcher.pause("a"));

    String id = receive(dispatcher, "1");

    await().until(() -> task(id, "b").equals("succeeded 1"));
    await().during(Duration.ofMillis(500)).until(seen::isEmpty);
    assertThat(task(id, "a")).isEqualTo("pending 0");
    assertThat(stateOf(dispatcher, "a")).isEqualTo(HandlerState.PAUSED);
    assertThat(stateOf(dispatcher, "b")).isEqualTo(HandlerState.RUNNING);
  }

  @Test
  void what_runs_ends_and_what_is_queued_is_given_back() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    InboxSpy spy = new InboxSpy(inbox);
    Dispatcher dispatcher =
        start(
            ReceiverObserver.NONE,
            spy,
            handler(
                "a",
                delivery -> {
                  seen.add(delivery);
                  running.countDown();
                  end.await();
                },
                settings(1, 20, 12)));
    await().until(() -> dispatcher.room("a") > 0);
    List<String> ids = receiveMany(dispatcher, 10);
    await().until(() -> running.getCount() == 0);

    done(dispatcher.pause("a"));

    assertThat(status(dispatcher, "a").queued()).isZero();
    assertThat(spy.releasedIds).hasSize(9);
    assertThat(status(dispatcher, "a").runningAttempts()).isEqualTo(1);
    end.countDown();
    String first = seen.element().id();
    await().until(() -> task(first, "a").equals("succeeded 1"));
    assertThat(seen).hasSize(1);

    done(dispatcher.resume("a"));
    await().until(() -> succeeded() == 10);
    assertThat(seen).extracting(Delivery::id).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void it_stays_paused_over_a_restart() {
    Dispatcher before = start(handler("a", seen::add));
    done(before.pause("a"));
    String id = receive(before, "1");
    before.close();
    inbox.close();

    openInbox();
    Dispatcher after = start(handler("a", seen::add), handler("b", delivery -> {}));
    String second = receive(after, "2");

    await().until(() -> task(second, "b").equals("succeeded 1"));
    await().until(() -> stateOf(after, "a") == HandlerState.PAUSED);
    await().during(Duration.ofMillis(500)).until(seen::isEmpty);
    done(after.resume("a"));
    await().until(() -> task(id, "a").equals("succeeded 1"));
    await().until(() -> task(second, "a").equals("succeeded 1"));
  }

  @Test
  void it_is_in_force_wherever_the_inbox_is_used() {
    Dispatcher here = start(handler("a", seen::add));
    Dispatcher elsewhere = start(handler("a", seen::add));

    done(here.pause("a"));
    await().until(() -> stateOf(elsewhere, "a") == HandlerState.PAUSED);

    done(elsewhere.resume("a"));
    await().until(() -> stateOf(here, "a") == HandlerState.RUNNING);
  }

  @Test
  void a_handler_that_takes_the_place_of_a_paused_one_is_paused() {
    Dispatcher dispatcher = start(handler("a", seen::add));
    done(dispatcher.pause("a"));

    done(dispatcher.put(handler("a", seen::add)));
    String id = receive(dispatcher, "1");

    assertThat(stateOf(dispatcher, "a")).isEqualTo(HandlerState.PAUSED);
    await().during(Duration.ofMillis(500)).until(seen::isEmpty);
    assertThat(task(id, "a")).isEqualTo("pending 0");
  }

  @Test
  void pausing_while_deliveries_come_loses_none_and_handles_none_twice() {
    Dispatcher dispatcher = start(handler("a", seen::add));

    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 10; j++) {
        receive(dispatcher, i + " " + j);
      }
      done(i % 2 == 0 ? dispatcher.pause("a") : dispatcher.resume("a"));
    }
    done(dispatcher.resume("a"));

    await().until(() -> succeeded() == 200);
    assertThat(seen).extracting(Delivery::id).doesNotHaveDuplicates().hasSize(200);
  }
}
