package io.fswebhook.core.dispatch;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.RetryLaterException;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.sqlite.SqliteInbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.HandlerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DispatcherTest {

  private static final RetryPolicy FAST =
      new RetryPolicy(Duration.ofMillis(10), 1, Duration.ofSeconds(1), 0);

  @TempDir private Path folder;
  private SqliteInbox inbox;
  private final List<ActiveHandler> handlers = new ArrayList<>();
  private final List<Dispatcher> dispatchers = new ArrayList<>();
  private final Queue<Delivery> seen = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void openInbox() {
    inbox =
        SqliteInbox.open(
            new InboxSettings(
                file(), true, Retention.DEFAULT),
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    dispatchers.forEach(Dispatcher::close);
    inbox.close();
  }

  @Test
  void a_delivery_reaches_each_of_its_handlers() {
    Queue<Delivery> others = new ConcurrentLinkedQueue<>();
    handler("a", seen::add);
    handler("b", others::add);
    Dispatcher dispatcher = start();

    String id = receive(dispatcher, "1");

    await().until(() -> state(id, "a").equals("succeeded 1"));
    Delivery delivery = seen.element();
    assertThat(delivery.id()).isEqualTo(id);
    assertThat(delivery.attempt()).isEqualTo(1);
    assertThat(delivery.orgId()).isEqualTo("ORG1");
    assertThat(delivery.event()).isInstanceOf(NoteCreated.class);
    await().until(() -> state(id, "b").equals("succeeded 1"));
    assertThat(others).extracting(Delivery::id).containsExactly(id);
  }

  @Test
  void a_body_that_a_handler_changes_is_whole_for_the_next() {
    handler("a", delivery -> Arrays.fill(delivery.body(), (byte) 0));
    Dispatcher dispatcher = start();
    String id = receive(dispatcher, "1");
    await().until(() -> state(id, "a").equals("succeeded 1"));

    handlers.clear();
    handler("a", seen::add);
    receive(start(), "2");

    await().until(() -> seen.size() == 1);
    assertThat(seen.element().body()).asString().isEqualTo(note("2"));
  }

  @Test
  void what_fails_is_tried_again_until_it_works() {
    handler(
        "a",
        delivery -> {
          seen.add(delivery);
          if (delivery.attempt() < 4) {
            throw new IOException("down");
          }
        });
    String id = receive(start(), "1");

    await().until(() -> state(id, "a").equals("succeeded 4"));
    assertThat(seen).extracting(Delivery::attempt).containsExactly(1, 2, 3, 4);
    assertThat(attempts(id))
        .isEqualTo("retrying java.io.IOException: down|".repeat(3) + "succeeded -|");
  }

  @Test
  void what_fails_at_the_last_attempt_is_dead() {
    handlers.add(
        active(
            "a",
            Set.of(),
            delivery -> {
              throw new IllegalStateException("never");
            },
            settings(4, 5, 3)));
    String id = receive(start(), "1");

    await().until(() -> state(id, "a").equals("dead 3"));
  }

  @Test
  void what_a_handler_gives_up_on_is_dead_at_once() {
    handler(
        "a",
        delivery -> {
          throw new GiveUpException("refused with 400");
        });
    String id = receive(start(), "1");

    await().until(() -> state(id, "a").equals("dead 1"));
    assertThat(attempts(id)).contains("refused with 400");
  }

  @Test
  void a_handler_says_when_to_try_again_within_the_longest_delay() {
    handler(
        "a",
        delivery -> {
          seen.add(delivery);
          if (delivery.attempt() == 1) {
            throw new RetryLaterException("busy", Duration.ofDays(7));
          }
        });
    String id = receive(start(), "1");

    await().until(() -> state(id, "a").equals("succeeded 2")); // after one second, as FAST says
  }

  static List<Throwable> thrown() {
    return List.of(
        new StackOverflowError(),
        new OutOfMemoryError("of the handler"),
        new NoClassDefFoundError("com/example/Gone"),
        new AssertionError("wrong"),
        new InterruptedException("by itself"),
        new Throwable("no exception at all"),
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new IllegalStateException("no message either");
          }
        });
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void whatever_a_handler_throws_costs_only_itself(Throwable thrown) {
    handler("bad", delivery -> DispatcherTest.<RuntimeException>sneak(thrown));
    handler("good", seen::add);
    Dispatcher dispatcher = start();

    String first = receive(dispatcher, "1");
    String second = receive(dispatcher, "2");

    await().until(() -> seen.size() == 2);
    await().until(() -> state(first, "bad").startsWith("retrying"));
    await().until(() -> state(second, "bad").startsWith("retrying"));
  }

  @Test
  void a_handler_that_hangs_is_interrupted_and_its_attempt_fails() {
    AtomicInteger interrupted = new AtomicInteger();
    handlers.add(
        active(
            "a",
            Set.of(),
            delivery -> {
              if (delivery.attempt() == 1) {
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  interrupted.incrementAndGet();
                  throw e;
                }
              }
            },
            settings(1, 0.3, 12)));
    String id = receive(start(), "1");

    await().until(() -> state(id, "a").equals("succeeded 2"));
    assertThat(interrupted).hasValue(1);
    assertThat(attempts(id)).contains("had not returned after PT0.3S");
  }

  @Test
  void a_handler_that_ignores_the_interrupt_keeps_its_thread_and_the_others_go_on() {
    CountDownLatch end = new CountDownLatch(1);
    handlers.add(
        active(
            "stubborn",
            Set.of(),
            delivery -> {
              if (delivery.attempt() == 1 && delivery.event().toString().contains("id=1,")) {
                while (end.getCount() > 0) {
                  LockSupport.parkNanos(1_000_000);
                }
              }
              seen.add(delivery);
            },
            settings(2, 0.3, 12)));
    handler("other", delivery -> {});
    Dispatcher dispatcher = start();

    String first = receive(dispatcher, "1");
    String second = receive(dispatcher, "2");
    String third = receive(dispatcher, "3");

    await().until(() -> state(first, "other").equals("succeeded 1"));
    await().until(() -> state(second, "stubborn").equals("succeeded 1"));
    await().until(() -> state(third, "stubborn").equals("succeeded 1"));
    await().until(() -> state(first, "stubborn").equals("succeeded 2"));
    end.countDown();
    await().until(() -> seen.size() == 4); // its late return
    assertThat(state(first, "stubborn")).isEqualTo("succeeded 2");
  }

  @Test
  void lost_threads_are_bounded_and_the_lane_goes_on_when_one_returns() {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    handlers.add(
        active(
            "stubborn",
            Set.of(),
            delivery -> {
              calls.incrementAndGet();
              while (end.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
              }
              seen.add(delivery);
            },
            settings(2, 0.2, 12)));
    Dispatcher dispatcher = start();
    for (int i = 0; i < 10; i++) {
      receive(dispatcher, "n" + i);
    }

    await().until(() -> calls.get() == 4); // two, and two in place of those that were lost
    await().during(Duration.ofMillis(600)).until(() -> calls.get() == 4);
    end.countDown();
    await().until(() -> succeeded() == 10);
  }

  @Test
  void one_slow_handler_does_not_delay_another() {
    CountDownLatch end = new CountDownLatch(1);
    handler("slow", delivery -> end.await());
    handler("quick", seen::add);
    Dispatcher dispatcher = start();

    for (int i = 0; i < 1_000; i++) {
      receive(dispatcher, "n" + i);
    }

    await().until(() -> seen.size() == 1_000);
    end.countDown();
    await().until(() -> succeeded() == 2_000);
  }

  @Test
  void more_than_fits_in_memory_is_handled_once_each() {
    CountDownLatch begin = new CountDownLatch(1);
    handler(
        "a",
        delivery -> {
          begin.await();
          seen.add(delivery);
        });
    Dispatcher dispatcher = start();
    for (int i = 0; i < 3_000; i++) {
      receive(dispatcher, "n" + i);
    }
    begin.countDown();

    await().until(() -> succeeded() == 3_000);
    assertThat(seen).extracting(Delivery::id).doesNotHaveDuplicates().hasSize(3_000);
  }

  @Test
  void what_was_not_finished_goes_on_after_a_restart() {
    CountDownLatch never = new CountDownLatch(1);
    handlers.add(active("a", Set.of(), delivery -> never.await(), settings(4, 0.5, 12)));
    Dispatcher dispatcher = start();
    for (int i = 0; i < 20; i++) {
      receive(dispatcher, "n" + i);
    }
    dispatcher.close();
    inbox.close();

    openInbox();
    handlers.clear();
    handler("a", seen::add);
    start();

    await().until(() -> succeeded() == 20);
    assertThat(seen).extracting(Delivery::id).doesNotHaveDuplicates().hasSize(20);
    assertThat(seen.element().event()).isInstanceOf(NoteCreated.class);
  }

  @Test
  void the_stop_lets_a_running_handler_end() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    handler(
        "a",
        delivery -> {
          running.countDown();
          end.await();
        });
    Dispatcher dispatcher = start();
    String id = receive(dispatcher, "1");
    Thread stop = new Thread(dispatcher::close);
    await().until(() -> running.await(5, TimeUnit.SECONDS));
    stop.start();
    await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
    end.countDown();

    await().until(() -> !stop.isAlive());
    await().until(() -> state(id, "a").equals("succeeded 1"));
  }

  @Test
  void a_handler_that_is_not_there_any_more_leaves_its_handlings_waiting() {
    handler(
        "a",
        delivery -> {
          throw new IllegalStateException("down");
        });
    Dispatcher dispatcher = start();
    String id = receive(dispatcher, "1");
    await().until(() -> state(id, "a").startsWith("retrying"));
    dispatcher.close();

    handlers.clear();
    handler("b", seen::add);
    start();

    await().during(Duration.ofMillis(500)).until(() -> state(id, "a").startsWith("retrying"));
    assertThat(seen).isEmpty();
  }

  @Test
  void observers_are_told_of_each_attempt() {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    handler(
        "a",
        delivery -> {
          if (delivery.attempt() == 1) {
            throw new IllegalStateException("down");
          }
        });
    ReceiverObserver observer =
        new ReceiverObserver() {
          @Override
          public void attempted(String handler, String outcome, Duration duration) {
            told.add(handler + " " + outcome);
          }
        };
    receive(start(observer), "1");

    await().until(() -> told.size() == 2);
    assertThat(told).containsExactly("a retrying", "a succeeded");
  }

  private void handler(String name, EventHandler handler) {
    handlers.add(active(name, Set.of(), handler, settings(4, 20, 12)));
  }

  private static ActiveHandler active(
      String name, Set<String> events, EventHandler handler, HandlerSettings settings) {
    return new ActiveHandler(name, events, handler, settings);
  }

  private static HandlerSettings settings(int concurrency, double seconds, int maxAttempts) {
    return new HandlerSettings(
        true,
        concurrency,
        Duration.ofMillis(Math.round(seconds * 1000)),
        maxAttempts,
        key -> Optional.empty(),
        Map.of());
  }

  private Dispatcher start() {
    return start(ReceiverObserver.NONE);
  }

  private Dispatcher start(ReceiverObserver observer) {
    Dispatcher dispatcher = new Dispatcher(handlers, inbox, FAST, observer, Clock.systemUTC());
    dispatchers.add(dispatcher);
    dispatcher.start();
    return dispatcher;
  }

  private String receive(Dispatcher dispatcher, String noteId) {
    return inbox
        .store(
            parsed("ORG1", note(noteId), Instant.now()),
            handlers.stream().map(ActiveHandler::name).toList(),
            dispatcher)
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join()
        .id();
  }

  private Path file() {
    return folder.resolve("inbox.db");
  }

  private String state(String id, String handler) {
    return query(
        "SELECT state || ' ' || attempts FROM handling h JOIN delivery d ON d.seq = h.delivery_seq"
            + " WHERE d.id = '"
            + id
            + "' AND handler = '"
            + handler
            + "'");
  }

  private String attempts(String id) {
    return query(
        "SELECT group_concat(outcome || ' ' || coalesce(error, '-') || '|', '') FROM attempt a"
            + " JOIN delivery d ON d.seq = a.delivery_seq WHERE d.id = '"
            + id
            + "'");
  }

  private int succeeded() {
    return Integer.parseInt(query("SELECT count(*) FROM handling WHERE state = 'succeeded'"));
  }

  private String query(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getString(1) : "";
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
