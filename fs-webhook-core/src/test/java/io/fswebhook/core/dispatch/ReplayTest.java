package io.fswebhook.core.dispatch;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.core.inbox.OperationRequest;
import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is replayed reaches its handler at once, and never twice at the same time. */
class ReplayTest extends DispatchFixture {

  private static final RetryPolicy PATIENT =
      new RetryPolicy(Duration.ofHours(1), 1, Duration.ofHours(1), 0);

  @Test
  void what_died_is_handled_again_from_its_first_attempt() {
    AtomicBoolean down = new AtomicBoolean(true);
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  seen.add(delivery);
                  if (down.get()) {
                    throw new IllegalStateException("down");
                  }
                },
                settings(1, 20, 2)));
    String id = receive(dispatcher, "1");
    await().until(() -> task(id, "a").equals("dead 2"));
    down.set(false);

    assertThat(replay(ALL.inState(TaskState.DEAD), dispatcher)).isEqualTo(new Replayed(1, 0));

    await().until(() -> task(id, "a").equals("succeeded 1"));
    assertThat(seen).extracting(Delivery::attempt).containsExactly(1, 2, 1);
    assertThat(attempts(id)).contains("retrying", "dead", "succeeded");
    assertThat(query("SELECT group_concat(replay, ' ') FROM attempt")).isEqualTo("0 0 1");
  }

  @Test
  void what_waits_for_its_next_attempt_makes_it_now() {
    AtomicBoolean down = new AtomicBoolean(true);
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  if (down.get()) {
                    throw new IllegalStateException("down");
                  }
                  seen.add(delivery);
                },
                new AttemptSettings(1, Duration.ofSeconds(20), 2, 12, PATIENT, NO_BREAKER, null)));
    String id = receive(dispatcher, "1");
    await().until(() -> task(id, "a").equals("retrying 1"));
    down.set(false);

    assertThat(replay(ALL, dispatcher)).isEqualTo(new Replayed(0, 1));

    await().until(() -> task(id, "a").equals("succeeded 2"));
    assertThat(seen.element().attempt()).isEqualTo(2);
  }

  @Test
  void what_runs_is_not_run_a_second_time() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    Semaphore goOn = new Semaphore(0);
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  seen.add(delivery);
                  running.countDown();
                  goOn.acquire();
                }));
    String id = receive(dispatcher, "1");
    assertThat(running.await(40, TimeUnit.SECONDS)).isTrue();

    assertThat(replay(ALL, dispatcher)).isEqualTo(Replayed.NOTHING);

    goOn.release();
    await().until(() -> task(id, "a").equals("succeeded 1"));
    assertThat(seen).hasSize(1);
  }

  @Test
  void while_its_handler_is_paused_a_replay_waits() {
    Dispatcher dispatcher = start(handler("a", seen::add));
    String id = receive(dispatcher, "1");
    await().until(() -> task(id, "a").equals("succeeded 1"));
    done(dispatcher.pause("a"));

    assertThat(replay(ALL, dispatcher)).isEqualTo(new Replayed(1, 0));
    String other = receive(dispatcher, "2", List.of());

    assertThat(other).isNotEqualTo(id);
    assertThat(task(id, "a")).isEqualTo("pending 0");
    assertThat(seen).hasSize(1);
    done(dispatcher.resume("a"));
    await().until(() -> task(id, "a").equals("succeeded 1"));
    assertThat(seen).hasSize(2);
  }

  @Test
  void a_handler_that_never_had_a_delivery_gets_it() {
    Dispatcher dispatcher = start(handler("a", seen::add), handler("late", seen::add));
    String id = receive(dispatcher, "1", List.of("a"));
    await().until(() -> task(id, "a").equals("succeeded 1"));

    assertThat(
            done(
                inbox
                    .operations()
                    .replayTo(ALL.ofDelivery(id), event -> List.of("late"), dispatcher)))
        .isEqualTo(new Replayed(1, 0));

    await().until(() -> task(id, "late").equals("succeeded 1"));
  }

  @Test
  void all_of_many_are_handled_again_while_others_are_received() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  throw new GiveUpException("no");
                }));
    receiveMany(dispatcher, 1_000);
    await().until(() -> count("state = 'dead'") == 1_000);
    var ended = dispatcher.put(handler("a", seen::add));

    assertThat(replay(ALL.inState(TaskState.DEAD), dispatcher)).isEqualTo(new Replayed(1_000, 0));
    receive(dispatcher, "meanwhile");

    await().until(() -> succeeded() == 1_001);
    assertThat(seen).hasSize(1_001);
    done(ended);
  }

  private Replayed replay(TaskFilter filter, Dispatcher dispatcher) {
    OperationRequest request = new OperationRequest(filter, null, "ann", "operator");
    return done(inbox.operations().replay(request, dispatcher).ended()).result();
  }
}
