package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a handler does with threads, its own and others', costs only itself. */
class ThreadTricksTest extends DispatchFixture {

  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void letEverythingEnd() {
    end.countDown();
  }

  @Test
  void a_handler_that_hangs_is_interrupted_and_its_attempt_fails() {
    AtomicInteger interrupted = new AtomicInteger();
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  if (delivery.attempt() == 1) {
                    try {
                      end.await();
                    } catch (InterruptedException e) {
                      interrupted.incrementAndGet();
                      throw e;
                    }
                  }
                },
                settings(1, 0.3, 12)));

    String id = receive(dispatcher, "1");

    await().until(() -> task(id, "a").equals("succeeded 2"));
    assertThat(interrupted).hasValue(1);
    assertThat(attempts(id)).contains("had not returned after PT0.3S");
    await().until(() -> status(dispatcher, "a").stuckThreads() == 0);
  }

  @Test
  void a_handler_that_sleeps_for_ever_keeps_its_thread_and_the_others_go_on() {
    Dispatcher dispatcher =
        start(
            handler(
                "stubborn",
                delivery -> {
                  if (delivery.attempt() == 1 && delivery.event().toString().contains("id=1,")) {
                    sleepForEver();
                  }
                  seen.add(delivery);
                },
                settings(2, 0.3, 12)),
            handler("other", delivery -> {}));

    String first = receive(dispatcher, "1");
    String second = receive(dispatcher, "2");
    String third = receive(dispatcher, "3");

    await().until(() -> task(first, "other").equals("succeeded 1"));
    await().until(() -> task(second, "stubborn").equals("succeeded 1"));
    await().until(() -> task(third, "stubborn").equals("succeeded 1"));
    await().until(() -> task(first, "stubborn").equals("succeeded 2"));
    assertThat(status(dispatcher, "stubborn").stuckThreads()).isEqualTo(1);
  }

  @Test
  void what_returns_after_its_time_changes_nothing_any_more() {
    Dispatcher dispatcher =
        start(
            handler(
                "late",
                delivery -> {
                  if (delivery.attempt() == 1) {
                    sleepForEver();
                  }
                  seen.add(delivery);
                },
                settings(1, 0.3, 12)));
    String id = receive(dispatcher, "1");
    await().until(() -> task(id, "late").equals("succeeded 2"));

    end.countDown();

    await().until(() -> seen.size() == 2);
    await().until(() -> status(dispatcher, "late").stuckThreads() == 0);
    assertThat(task(id, "late")).isEqualTo("succeeded 2");
    assertThat(status(dispatcher, "late").counts()).isEqualTo(new HandlerStatus.Counts(1, 1, 0));
    String next = receive(dispatcher, "2");
    await().until(() -> task(next, "late").equals("succeeded 1")); // by one thread, not two
  }

  @Test
  void a_handler_that_stops_its_own_thread_fails_or_gets_another() {
    Dispatcher dispatcher =
        start(
            handler(
                "suicidal",
                delivery -> {
                  if (delivery.attempt() == 1) {
                    stop(Thread.currentThread());
                  }
                }));

    List<String> ids = receiveMany(dispatcher, 8);

    assertThat(ids)
        .allSatisfy(id -> await().until(() -> task(id, "suicidal").equals("succeeded 2")));
  }

  @Test
  void a_handler_that_interrupts_its_own_thread_disturbs_no_later_attempt() {
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("interrupted before it began");
                  }
                  Thread.currentThread().interrupt();
                },
                settings(1, 20, 12)));

    receiveMany(dispatcher, 10);

    await().until(() -> succeeded() == 10);
    assertThat(status(dispatcher, "a").lastError()).isNull();
  }

  @Test
  void a_handler_that_interrupts_every_thread_it_finds_stops_nobody() {
    Dispatcher dispatcher =
        start(
            handler(
                "rude",
                delivery ->
                    Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("fs-webhook"))
                        .forEach(Thread::interrupt)),
            handler("good", seen::add));

    receiveMany(dispatcher, 20);
    String id = receive(dispatcher, "last");

    await().until(() -> seen.size() == 21);
    await().until(() -> task(id, "good").equals("succeeded 1"));
    await().until(() -> task(id, "rude").startsWith("succeeded"));
    // The scheduler goes on too: it looks for retries and time-outs.
    assertThat(done(dispatcher.pause("good"))).isNull();
    await().until(() -> stateOf(dispatcher, "good") == HandlerState.PAUSED);
  }

  @Test
  void a_handler_that_cannot_even_be_interrupted_costs_only_itself() {
    CountDownLatch waiting = new CountDownLatch(1);
    Dispatcher dispatcher =
        start(
            handler(
                "stuck",
                delivery -> {
                  if (delivery.attempt() == 1) {
                    new StuckChannel(end).use(waiting);
                  }
                },
                settings(1, 0.3, 12)),
            handler(
                "hanging",
                delivery -> {
                  if (delivery.attempt() == 1) {
                    waiting.await(); // so that it runs out of time last
                    end.await();
                  }
                },
                settings(1, 0.6, 12)));

    String id = receive(dispatcher, "1");

    await().until(() -> task(id, "stuck").equals("succeeded 2"));
    await().until(() -> task(id, "hanging").equals("succeeded 2"));
    assertThat(status(dispatcher, "stuck").stuckThreads()).isEqualTo(1);
  }

  @Test
  void a_thread_comes_back_as_it_went() {
    Queue<String> names = new ConcurrentLinkedQueue<>();
    Dispatcher dispatcher =
        start(
            handler(
                "a",
                delivery -> {
                  Thread thread = Thread.currentThread();
                  names.add(thread.getName());
                  thread.setName("mine");
                  thread.setContextClassLoader(null);
                  seen.add(delivery);
                },
                settings(1, 20, 12)));

    receiveMany(dispatcher, 20);

    await().until(() -> seen.size() == 20);
    assertThat(names).allMatch(name -> name.matches("fs-webhook-a-\\d+"));
  }

  @Test
  void threads_that_a_handler_leaves_do_not_hold_up_the_stop() {
    Dispatcher dispatcher =
        start(
            handler(
                "litter",
                delivery -> {
                  Thread left = new Thread(this::sleepForEver, "left by a handler");
                  left.setDaemon(false);
                  left.start();
                }));
    receiveMany(dispatcher, 5);
    await().until(() -> succeeded() == 5);

    Thread stop = new Thread(dispatcher::close);
    stop.start();

    await().atMost(Duration.ofSeconds(10)).until(() -> !stop.isAlive());
  }

  private void sleepForEver() {
    sleepForEver(end);
  }

  private static void sleepForEver(CountDownLatch end) {
    while (true) {
      try {
        end.await();
        return;
      } catch (InterruptedException e) {
        // it does not heed it
      }
    }
  }

  /** Up to JDK 19 it stops, afterwards it is refused: both are a failed attempt. */
  private static void stop(Thread thread) throws ReflectiveOperationException {
    Thread.class.getMethod("stop").invoke(thread);
  }

  /** Hangs whoever interrupts a thread that uses it: that closes it, and closing hangs. */
  private static final class StuckChannel extends AbstractInterruptibleChannel {

    private final CountDownLatch end;

    StuckChannel(CountDownLatch end) {
      this.end = end;
    }

    void use(CountDownLatch waiting) throws Exception {
      begin();
      waiting.countDown();
      sleepForEver(end);
      end(true);
    }

    @Override
    protected void implCloseChannel() {
      sleepForEver(end);
    }
  }
}
