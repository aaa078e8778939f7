package io.fswebhook.core.dispatch;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.EventHandler;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.BreakerSettings;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.TestPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two receivers that share a database: what one may not begin, the other can have. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedInboxTest {

  private static final Clocks CLOCKS = Clocks.startingFrom(Clock.systemUTC());

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final TestPostgres postgres = TestPostgres.newSchema();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final AtomicInteger handled = new AtomicInteger();

  /** A receiver's inbox and its dispatcher with the handler {@code h}. */
  private record Node(Inbox inbox, Dispatcher dispatcher) {

    HandlerState state() {
      return dispatcher.statuses().get(0).state();
    }

    void receive(int count) {
      List<CompletableFuture<?>> receipts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        receipts.add(
            inbox
                .store(
                    parsed("ORG1", note("n" + NUMBER.incrementAndGet()), Instant.now()),
                    List.of("h"),
                    dispatcher)
                .toCompletableFuture());
      }
      CompletableFuture.allOf(receipts.toArray(CompletableFuture[]::new))
          .orTimeout(60, TimeUnit.SECONDS)
          .join();
    }
  }

  @AfterEach
  void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  @Test
  void what_one_node_fails_at_and_leaves_alone_the_other_does() {
    Node cutOff =
        start(
            delivery -> {
              throw new IOException("no route to host");
            });
    Node well = start(delivery -> handled.incrementAndGet());

    cutOff.receive(500);

    await().until(() -> count("state = 'succeeded'") == 500);
    assertThat(cutOff.state()).isEqualTo(HandlerState.CIRCUIT_OPEN);
    assertThat(well.state()).isEqualTo(HandlerState.RUNNING);
    assertThat(cutOff.dispatcher().statuses().get(0).queued()).isZero();
  }

  @Test
  void paused_on_one_node_is_paused_on_both_and_so_is_resumed() {
    Node a = start(delivery -> handled.incrementAndGet());
    Node b = start(delivery -> handled.incrementAndGet());

    DispatchFixture.done(a.dispatcher().pause("h"));
    await().until(() -> b.state() == HandlerState.PAUSED);
    a.receive(50);
    b.receive(50);
    await().during(Duration.ofSeconds(2)).until(() -> handled.get() == 0);
    assertThat(count("state = 'pending'")).isEqualTo(100);

    DispatchFixture.done(b.dispatcher().resume("h"));

    await().until(() -> count("state = 'succeeded'") == 100);
    assertThat(handled).hasValue(100);
  }

  @Test
  void a_handler_that_is_removed_here_goes_on_there() {
    Node a = start(delivery -> new CountDownLatch(1).await());
    a.receive(100);
    Node b = start(delivery -> handled.incrementAndGet());

    a.dispatcher().remove("h");

    // Also the four that are being handled here, when their time is up.
    await().until(() -> count("state = 'succeeded'") == 100);
    assertThat(handled).hasValue(100);
    assertThat(b.state()).isEqualTo(HandlerState.RUNNING);
  }

  private Node start(EventHandler handler) {
    Inbox inbox =
        OpenInboxes.postgres(
            postgres.settings(true, InboxLimits.DEFAULT), ReceiverObserver.NONE, CLOCKS.steady());
    opened.add(inbox);
    Dispatcher dispatcher =
        new Dispatcher(inbox, ReceiverObserver.NONE, AttemptTracer.NONE, CLOCKS);
    opened.add(dispatcher);
    dispatcher.put(
        DispatchFixture.handler(
            "h",
            handler,
            new AttemptSettings(
                4,
                Duration.ofSeconds(2),
                8,
                100,
                DispatchFixture.FAST,
                new BreakerSettings(true, 10, 100, Duration.ofMinutes(10)),
                null)));
    dispatcher.start();
    return new Node(inbox, dispatcher);
  }

  private int count(String which) {
    return Integer.parseInt(postgres.value("SELECT count(*) FROM task WHERE " + which));
  }

  private static ConditionFactory await() {
    return DispatchFixture.await();
  }
}
