package io.fswebhook.core.dispatch;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.ParsedRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every pending task of a handler that may work is claimed within ten seconds of becoming due,
 * whatever happened before: shown for random sequences of faults. A sequence that failed is run
 * again by {@code -Dfaults.seed=…}; {@code -Dsoak.faults=1000} makes it longer.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class AfterFaultsContractTest {

  private static final int STEPS = Integer.getInteger("soak.faults", 40);
  private static final List<String> HANDLERS = List.of("a", "b");

  private final MovableClock wall = MovableClock.at(Instant.now());
  private final MovableClock steady = MovableClock.at(Instant.now());
  private final Set<String> acknowledged = new LinkedHashSet<>();
  private final Set<String> handled = ConcurrentHashMap.newKeySet();
  private final List<ParsedRequest> sent = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private volatile boolean failing;
  private Inbox inbox;
  private Dispatcher dispatcher;

  abstract Inbox open(Clock steady);

  /** Makes the next writes fail, some of which reach the disk all the same. Returns how. */
  abstract String breakInbox(Random random) throws Exception;

  abstract void mendInbox() throws Exception;

  /** The first column of the first row. */
  abstract String query(String sql);

  /** Tasks that somebody has in hand, as far as the tables say it. */
  abstract String countClaimed();

  @BeforeEach
  void start() {
    inbox = open(steady);
    dispatcher =
        new Dispatcher(inbox, ReceiverObserver.NONE, AttemptTracer.NONE, new Clocks(wall, steady));
    HANDLERS.forEach(this::put);
    dispatcher.start();
  }

  @AfterEach
  void close() {
    dispatcher.close();
    inbox.close();
  }

  @Test
  void every_pending_task_is_claimed_within_ten_seconds() throws Exception {
    long seed = Long.getLong("faults.seed", new Random().nextLong());
    try {
      Random random = new Random(seed);
      for (int i = 0; i < STEPS; i++) {
        steps.add(step(random));
      }
      endFaults();
      assertAllHandled();
    } catch (Exception | AssertionError e) {
      throw new AssertionError("-Dfaults.seed=" + seed + " after " + steps, e);
    }
  }

  private String step(Random random) throws Exception {
    String handler = HANDLERS.get(random.nextInt(HANDLERS.size()));
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> receive(1 + random.nextInt(30), dispatcher);
      case 3 -> "unheard " + receive(1 + random.nextInt(5), task -> false);
      case 4 -> "thrown " + receive(2, thrower());
      case 5 -> again(random);
      case 6, 7 -> breakInbox(random);
      case 8 -> mended();
      case 9 -> pauseOrResume(handler, random.nextBoolean());
      case 10 -> remove(handler);
      case 11 -> put(handler);
      case 12 -> turn();
      default -> moveClocks(random);
    };
  }

  private String mended() throws Exception {
    mendInbox();
    return "mended";
  }

  private String pauseOrResume(String handler, boolean paused) {
    ignore(paused ? dispatcher.pause(handler) : dispatcher.resume(handler));
    return (paused ? "pause " : "resume ") + handler;
  }

  private String remove(String handler) {
    var unused = dispatcher.remove(handler);
    return "remove " + handler;
  }

  private String turn() {
    failing = !failing;
    return "failing " + failing;
  }

  private String moveClocks(Random random) {
    wall.advance(Duration.ofDays(random.nextInt(3) - 1));
    steady.advance(Duration.ofMillis(random.nextInt(3_000)));
    return "clocks";
  }

  private String put(String handler) {
    var unused =
        dispatcher.put(
            DispatchFixture.handler(
                handler,
                delivery -> {
                  if (failing) {
                    throw new IOException("down");
                  }
                  handled.add(handler + delivery.id());
                },
                DispatchFixture.settings(4, 20, 100_000)));
    return "put " + handler;
  }

  private String receive(int count, TaskSink sink) {
    List<CompletionStage<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ParsedRequest request = parsed("ORG1", note("n" + sent.size()), Instant.now());
      sent.add(request);
      receipts.add(inbox.store(request, HANDLERS, sink));
    }
    long stored = receipts.stream().filter(this::isAcknowledged).count();
    return "receive " + stored + "/" + count;
  }

  private static TaskSink thrower() {
    return task -> {
      throw new IllegalStateException("a sink that throws");
    };
  }

  /** As a sender that was told 503. */
  private String again(Random random) {
    if (sent.isEmpty()) {
      return "nothing to send again";
    }
    ParsedRequest request = sent.get(random.nextInt(sent.size()));
    return "again " + isAcknowledged(inbox.store(request, HANDLERS, dispatcher));
  }

  private boolean isAcknowledged(CompletionStage<Receipt> stage) {
    Receipt receipt = ignore(stage);
    if (receipt != null) {
      acknowledged.add(receipt.id());
    }
    return receipt != null;
  }

  /** The result, or null where it failed. */
  private static <T> @Nullable T ignore(CompletionStage<T> stage) {
    return stage
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .handle((@Nullable T result, @Nullable Throwable failure) -> result)
        .join();
  }

  private void endFaults() throws Exception {
    mendInbox();
    failing = false;
    DispatchFixture.await().until(inbox::isAvailable);
    for (String handler : HANDLERS) {
      if (dispatcher.statuses().stream().noneMatch(each -> each.name().equals(handler))) {
        put(handler);
      }
      DispatchFixture.done(dispatcher.resume(handler));
    }
    DispatchFixture.await().until(this::isQuiet);
    steps.add("quiet with " + pending() + " pending");
  }

  private boolean isQuiet() {
    return inbox.isAvailable()
        && dispatcher.statuses().stream()
            .allMatch(each -> each.runningAttempts() == 0 && each.queued() == 0)
        && countClaimed().equals("0");
  }

  private void assertAllHandled() {
    steps.add("unheard " + receive(5, task -> false));
    DispatchFixture.done(inbox.controls()); // they are in the tables
    steady.advance(PrefetchBuffer.RECONCILE);
    DispatchFixture.await().until(() -> pending().equals("0"));
    for (String id : acknowledged) {
      assertThat(handled).contains("a" + id, "b" + id);
    }
    assertThat(query("SELECT count(*) FROM task WHERE state <> 'succeeded'")).isEqualTo("0");
  }

  private String pending() {
    return query("SELECT count(*) FROM task WHERE due_at IS NOT NULL");
  }
}
