package io.fswebhook.core.dispatch;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.Delivery;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.observe.ReceiverObserver;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A delivery is handed on from memory as soon as it is on disk: nobody has to look for it. */
class FirstAttemptTest extends DispatchFixture {

  @Test
  void a_handler_queue_with_room_is_handed_what_was_stored_and_claims_nothing() {
    InboxSpy spy = new InboxSpy(inbox);
    Dispatcher dispatcher = start(ReceiverObserver.NONE, spy, handler("a", seen::add));
    await().until(() -> dispatcher.room("a") > 0); // it has seen that nothing waits

    List<String> ids = receiveMany(dispatcher, 100);

    await().until(() -> seen.size() == 100);
    assertThat(seen).extracting(Delivery::id).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(spy.claimedIds).isEmpty();
  }

  @Test
  void it_is_handed_on_before_it_can_be_read() {
    Queue<String> order = new ConcurrentLinkedQueue<>();
    CountDownLatch taken = new CountDownLatch(1);
    Dispatcher dispatcher = start(handler("a", delivery -> taken.await()));
    await().until(() -> dispatcher.room("a") > 0);

    done(
        inbox.store(
            parsed("ORG1", note("1"), Instant.now()),
            List.of("a"),
            (HandlerTask task) -> order.add("offered " + dispatcher.offer(task))));
    assertThat(inbox.reader().backlog().of("a").pending()).isEqualTo(1);
    taken.countDown();

    assertThat(order).containsExactly("offered true");
  }

  @Test
  void it_goes_on_from_memory_when_what_waited_is_done() {
    InboxSpy spy = new InboxSpy(inbox);
    CountDownLatch begin = new CountDownLatch(1);
    Dispatcher dispatcher =
        start(
            ReceiverObserver.NONE,
            spy,
            handler(
                "a",
                delivery -> {
                  begin.await();
                  seen.add(delivery);
                }));
    await().until(() -> dispatcher.room("a") > 0);
    receiveMany(dispatcher, 1_000);
    assertThat(dispatcher.room("a")).isZero();
    begin.countDown();
    await().until(() -> seen.size() == 1_000);
    await().until(() -> dispatcher.room("a") > 0);
    int claims = spy.limits.size();

    String id = receive(dispatcher, "later");

    await().until(() -> task(id, "a").equals("succeeded 1"));
    assertThat(spy.limits).hasSize(claims);
    assertThat(spy.claimedIds).doesNotContain(id);
  }
}
