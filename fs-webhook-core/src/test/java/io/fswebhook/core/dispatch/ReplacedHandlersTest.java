package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fswebhook.api.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers come, go and are replaced while deliveries arrive, and nothing is lost. */
class ReplacedHandlersTest extends DispatchFixture {

  private final Queue<Delivery> byOld = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void letEverythingEnd() {
    end.countDown();
  }

  @Test
  void a_handler_that_comes_later_gets_what_waited_for_it() {
    Dispatcher dispatcher = start();
    String id = receive(dispatcher, "1", List.of("a"));

    done(dispatcher.put(handler("a", seen::add)));

    await().until(() -> task(id, "a").equals("succeeded 1"));
    String next = receive(dispatcher, "2");
    await().until(() -> task(next, "a").equals("succeeded 1"));
  }

  @Test
  void the_old_one_ends_what_it_has_begun_and_the_new_one_gets_the_rest() {
    Dispatcher dispatcher = start(handler("a", this::slowly, settings(2, 20, 12)));
    List<String> ids = receiveMany(dispatcher, 500); // some in memory, some in the inbox
    await().until(() -> byOld.size() == 2);

    CompletableFuture<Void> drained = dispatcher.put(handler("a", seen::add)).toCompletableFuture();

    await().until(() -> seen.size() == 498);
    assertThat(drained).isNotDone();
    assertThat(byOld).hasSize(2);
    end.countDown();
    await().until(drained::isDone);
    await().until(() -> succeeded() == 500);
    assertThat(ids).hasSize(500).allMatch(id -> Boolean.logicalXor(has(byOld, id), has(seen, id)));
  }

  @Test
  void what_the_old_one_fails_at_is_tried_again_by_the_new_one() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  slowly(delivery);
                  throw new IOException("at its end");
                }));
    String id = receive(dispatcher, "1");
    await().until(() -> byOld.size() == 1);
    CompletionStage<Void> drained = dispatcher.put(handler("a", seen::add));

    end.countDown();

    done(drained);
    await().until(() -> task(id, "a").equals("succeeded 2"));
    assertThat(seen).extracting(Delivery::attempt).containsExactly(2);
  }

  @Test
  void an_old_one_that_hangs_is_drained_after_its_time_out() {
    Dispatcher dispatcher = start(handler("a", this::slowly, settings(1, 0.3, 12)));
    String id = receive(dispatcher, "1");
    await().until(() -> byOld.size() == 1);

    done(dispatcher.put(handler("a", seen::add)));

    await().until(() -> task(id, "a").equals("succeeded 2"));
  }

  @Test
  void a_removed_handler_leaves_its_tasks_waiting_for_the_next_of_its_name() {
    Dispatcher dispatcher =
        start(handler("a", this::slowly, settings(2, 20, 12)), handler("b", delivery -> {}));
    List<String> ids = receiveMany(dispatcher, 20);
    await().until(() -> byOld.size() == 2);

    CompletableFuture<Void> drained = dispatcher.remove("a").toCompletableFuture();
    String late = receive(dispatcher, "late", List.of("a", "b"));

    assertThat(drained).isNotDone();
    assertThat(dispatcher.statuses()).extracting(HandlerStatus::name).containsExactly("b");
    end.countDown();
    await().until(drained::isDone);
    await().until(() -> count("handler = 'a' AND state = 'succeeded'") == 2);
    await()
        .during(Duration.ofMillis(300))
        .until(() -> count("handler = 'a' AND state = 'pending'") == 19);

    done(dispatcher.put(handler("a", seen::add)));
    await().until(() -> task(late, "a").equals("succeeded 1"));
    await().until(() -> seen.size() == 19);
    assertThat(seen).extracting(Delivery::id).doesNotHaveDuplicates().contains(late);
    assertThat(ids).allMatch(id -> has(seen, id) || has(byOld, id));
  }

  @Test
  void a_handler_that_failed_and_is_removed_is_tried_again_when_it_is_back() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  throw new IllegalStateException("down");
                },
                settings(1, 20, 1_000_000)));
    String id = receive(dispatcher, "1");
    await().until(() -> task(id, "a").startsWith("retrying"));

    done(dispatcher.remove("a"));
    receive(dispatcher, "2", List.of()); // what was handed over before it is on disk
    String before = task(id, "a");
    await().during(Duration.ofMillis(300)).until(() -> task(id, "a").equals(before));
    done(dispatcher.put(handler("a", seen::add)));

    await().until(() -> task(id, "a").startsWith("succeeded"));
  }

  @Test
  void replacing_again_and_again_under_load_loses_none_and_handles_none_twice() {
    Dispatcher dispatcher = start(handler("a", seen::add));
    List<String> ids = new ArrayList<>();
    List<CompletionStage<Void>> drained = new ArrayList<>();

    for (int i = 0; i < 30; i++) {
      for (int j = 0; j < 20; j++) {
        ids.add(receive(dispatcher, i + " " + j, List.of("a")));
      }
      if (i % 3 == 2) {
        drained.add(dispatcher.remove("a"));
      } else {
        drained.add(dispatcher.put(handler("a", seen::add)));
      }
    }
    done(dispatcher.put(handler("a", seen::add)));

    await().until(() -> succeeded() == ids.size());
    assertThat(seen).extracting(Delivery::id).doesNotHaveDuplicates().hasSameSizeAs(ids);
    drained.forEach(DispatchFixture::done);
  }

  @Test
  void a_retired_handler_leaves_no_thread_behind() {
    Dispatcher dispatcher = start(handler("gone", seen::add));
    receiveMany(dispatcher, 20);
    await().until(() -> seen.size() == 20);

    done(dispatcher.remove("gone"));

    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("fs-webhook-gone-")));
  }

  @Test
  void removing_what_is_not_there_is_done_at_once() {
    assertThat(start().remove("nobody").toCompletableFuture()).isCompleted();
  }

  @Test
  void a_closed_dispatcher_takes_no_handler() {
    Dispatcher dispatcher = start();
    dispatcher.close();

    assertThatIllegalStateException().isThrownBy(() -> dispatcher.put(handler("a", seen::add)));
  }

  private void slowly(Delivery delivery) {
    byOld.add(delivery);
    boolean interrupted = false;
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean has(Queue<Delivery> deliveries, String id) {
    return deliveries.stream().anyMatch(delivery -> delivery.id().equals(id));
  }
}
