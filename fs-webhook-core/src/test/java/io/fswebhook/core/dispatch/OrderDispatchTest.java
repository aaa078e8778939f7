package io.fswebhook.core.dispatch;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.core.inbox.FilterAnswers;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.HandlerSettings;
import io.fswebhook.core.rule.EventPatterns;
import io.fswebhook.core.rule.HandlerRule;
import io.fswebhook.core.rule.OrderBy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A handler with an order gets deliveries of the same key one after the other. */
class OrderDispatchTest extends DispatchFixture {

  private static final int DELIVERIES = 400;
  private static final int KEYS = 7;

  private final Map<String, Long> keys = new ConcurrentHashMap<>();
  private final Map<Long, AtomicInteger> running = new ConcurrentHashMap<>();
  private final AtomicInteger mostOfOneKey = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final Map<Long, List<String>> handled = new ConcurrentHashMap<>();

  @Test
  void each_key_is_handled_in_the_order_of_receipt_whatever_fails() throws Exception {
    Dispatcher dispatcher =
        start(ReceiverObserver.NONE, inbox, ordered(this::handleNowAndThen, settings(4, 20, 12)));

    Map<Long, List<String>> received = receiveAll(dispatcher);

    await().until(() -> succeeded() == DELIVERIES);
    assertThat(handled).isEqualTo(received);
    assertThat(mostOfOneKey).hasValue(1);
    assertThat(mostAtOnce.get()).isBetween(2, 4);
  }

  @Test
  void a_chain_does_not_wait_for_the_poll() throws Exception {
    Dispatcher dispatcher =
        start(ReceiverObserver.NONE, inbox, ordered(seen::add, settings(4, 20, 12)));
    awaitIdle(dispatcher);
    List<CompletionStage<Receipt>> pending = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      pending.add(store(dispatcher, 1L, i));
    }

    List<String> ids = pending.stream().map(each -> done(each).id()).toList();

    await().until(() -> seen.size() == 200); // 2,000 seconds if each waited for it
    assertThat(seen).extracting(Delivery::id).containsExactlyElementsOf(ids);
  }

  @Test
  void one_whose_key_is_free_begins_from_memory() throws Exception {
    InboxSpy spy = new InboxSpy(inbox);
    Dispatcher dispatcher =
        start(ReceiverObserver.NONE, spy, ordered(seen::add, settings(4, 20, 12)));
    awaitIdle(dispatcher);

    String id = done(store(dispatcher, 1L, 1)).id();

    await().until(() -> task(id, "a").equals("succeeded 1"));
    assertThat(spy.claimedIds).doesNotContain(id);
  }

  @Test
  void a_key_that_is_held_up_holds_up_no_other() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    EventHandler waitsForOne =
        delivery -> {
          if (keyOf(delivery) == 1L) {
            go.await();
          }
          seen.add(delivery);
        };
    Dispatcher dispatcher =
        start(ReceiverObserver.NONE, inbox, ordered(waitsForOne, settings(2, 20, 12)));
    for (int i = 0; i < 20; i++) {
      done(store(dispatcher, 1L, i));
    }
    for (int i = 20; i < 40; i++) {
      done(store(dispatcher, 2L, i));
    }

    await().until(() -> seen.size() == 20);
    assertThat(seen).allMatch(delivery -> keyOf(delivery) == 2L);
    go.countDown();
    await().until(() -> seen.size() == 40);
  }

  @Test
  void tasks_from_before_the_order_was_set_are_handled_too_and_can_be_replayed() throws Exception {
    Dispatcher dispatcher = start(ReceiverObserver.NONE, inbox);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ids.add(receive(dispatcher, "before" + i, List.of("a")));
    }
    ids.add(done(store(dispatcher, 1L, 30)).id());

    dispatcher.put(ordered(seen::add, settings(4, 20, 12)));

    await().until(() -> seen.size() == 31);
    assertThat(seen).extracting(Delivery::id).containsExactlyInAnyOrderElementsOf(ids);
    done(inbox.operations().replayTo(TaskFilter.ALL, event -> List.of("a"), dispatcher));
    await().until(() -> seen.size() == 62);
  }

  /** Of four attempts, one fails. */
  private void handleNowAndThen(Delivery delivery) throws Exception {
    long key = keyOf(delivery);
    AtomicInteger ofKey = running.computeIfAbsent(key, same -> new AtomicInteger());
    mostOfOneKey.accumulateAndGet(ofKey.incrementAndGet(), Math::max);
    mostAtOnce.accumulateAndGet(
        running.values().stream().mapToInt(AtomicInteger::get).sum(), Math::max);
    try {
      if ((delivery.id().hashCode() + delivery.attempt()) % 4 == 0) {
        throw new IllegalStateException("now and then");
      }
      handled.computeIfAbsent(key, same -> new ArrayList<>()).add(delivery.id());
    } finally {
      ofKey.decrementAndGet();
    }
  }

  private Map<Long, List<String>> receiveAll(Dispatcher dispatcher) {
    List<CompletionStage<Receipt>> pending = new ArrayList<>();
    for (int i = 0; i < DELIVERIES; i++) {
      pending.add(store(dispatcher, i % KEYS, i));
    }
    Map<Long, List<String>> received = new ConcurrentHashMap<>();
    for (int i = 0; i < DELIVERIES; i++) {
      received
          .computeIfAbsent((long) (i % KEYS), same -> new ArrayList<>())
          .add(done(pending.get(i)).id());
    }
    return received;
  }

  private CompletionStage<Receipt> store(Dispatcher dispatcher, long key, int number) {
    String body = note("k" + key + "-" + number);
    keys.put(body, key);
    FilterAnswers answers = new FilterAnswers(List.of(), List.of(), Map.of("a", key));
    return inbox.store(
        parsed("ORG1", body, clocks().wall().instant()).answered(answers.stored()),
        List.of("a"),
        dispatcher);
  }

  private long keyOf(Delivery delivery) {
    return keys.getOrDefault(new String(delivery.body(), StandardCharsets.UTF_8), -1L);
  }

  private static ActiveHandler ordered(EventHandler handler, AttemptSettings settings)
      throws Exception {
    HandlerRule rule = new HandlerRule(EventPatterns.ALL, null, OrderBy.compile("data.key"), false);
    return new ActiveHandler(
        "a",
        Set.of(),
        handler,
        new HandlerSettings(true, rule, settings, key -> Optional.empty(), Map.of(), Set.of()));
  }
}
