package io.fswebhook.core.inbox;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks of one ordering key are claimed one after the other, in the order of receipt. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class OrderContractTest extends StoredFixture {

  private static final long LATE = Duration.ofHours(1).toMillis();

  private int notes;

  @Test
  void of_each_key_only_the_first_begins() {
    String first = store(1L);
    String other = store(2L);
    store(1L);
    store(2L);

    assertThat(ids(claimInOrder())).containsExactlyInAnyOrder(first, other);
    assertThat(claimInOrder()).isEmpty();
  }

  @Test
  void the_next_begins_once_the_one_before_it_has_ended() {
    List<String> ids = List.of(store(7L), store(7L), store(7L));

    for (String id : ids) {
      HandlerTask task = claimOne();
      assertThat(task.delivery().id()).isEqualTo(id);
      assertThat(task.orderKey()).isEqualTo(7L);
      record(task, TaskState.SUCCEEDED);
    }

    assertThat(claimInOrder()).isEmpty();
  }

  @Test
  void a_retry_holds_up_the_next_and_no_other_key() {
    String first = store(1L);
    record(claimOne(), TaskState.RETRYING, Duration.ofMillis(LATE));
    store(1L);
    String other = store(2L);

    assertThat(ids(claimInOrder())).containsExactly(other);

    letPass(LATE);
    assertThat(ids(claimInOrder())).containsExactly(first);
  }

  @Test
  void what_was_given_back_is_the_first_again() {
    String first = store(1L);
    store(1L);
    inbox().release(List.of(claimOne()));

    assertThat(claimOne().delivery().id()).isEqualTo(first);
  }

  @Test
  void a_dead_one_lets_the_next_begin() {
    store(1L);
    String next = store(1L);
    record(claimOne(), TaskState.DEAD);

    assertThat(claimOne().delivery().id()).isEqualTo(next);
  }

  @Test
  void a_dead_one_holds_up_its_key_where_the_order_is_strict_until_it_is_discarded() {
    store(1L);
    String next = store(1L);
    String other = store(2L);
    List<HandlerTask> begun = claimInOrder(true);
    assertThat(begun).hasSize(2);
    begun.forEach(task -> record(task, TaskState.DEAD));
    store(3L);
    assertThat(claimInOrder(true)).hasSize(1);

    discard(ALL.inState(TaskState.DEAD));

    assertThat(ids(claimInOrder(true))).containsExactly(next);
    assertThat(other).isNotEmpty();
  }

  @Test
  void a_dead_one_that_is_replayed_comes_before_those_that_it_held_up() {
    String first = store(1L);
    String next = store(1L);
    record(claimOne(), TaskState.DEAD);
    assertThat(claimInOrder(true)).isEmpty();

    replay(ALL.inState(TaskState.DEAD));

    HandlerTask again = claimInOrder(true).get(0);
    assertThat(again.delivery().id()).isEqualTo(first);
    record(again, TaskState.SUCCEEDED);
    assertThat(ids(claimInOrder(true))).containsExactly(next);
  }

  @Test
  void a_replayed_one_waits_for_the_running_one_and_comes_before_the_others() {
    String first = store(1L);
    record(claimOne(), TaskState.SUCCEEDED);
    store(1L);
    String third = store(1L);
    HandlerTask running = claimOne();

    replay(ALL.ofDelivery(first));

    assertThat(claimInOrder()).isEmpty();
    record(running, TaskState.SUCCEEDED);
    HandlerTask again = claimOne();
    assertThat(again.delivery().id()).isEqualTo(first);
    record(again, TaskState.SUCCEEDED);
    assertThat(claimOne().delivery().id()).isEqualTo(third);
  }

  @Test
  void what_was_discarded_before_it_began_holds_up_nothing() {
    store(1L);
    done(inbox().operations().discardPending("a"));
    String next = store(1L);
    await().atMost(Duration.ofSeconds(20)).until(() -> !inDatabase("discarded").isEmpty());

    assertThat(ids(claimInOrder())).containsExactly(next);
  }

  @Test
  void tasks_without_a_key_begin_at_any_time() {
    List<String> ids = storeMany(5);
    String keyed = store(1L);
    store(1L);

    assertThat(ids(claimInOrder())).containsAll(ids).contains(keyed).hasSize(6);
  }

  @Test
  void a_handler_without_an_order_does_not_heed_keys() {
    store(1L);
    store(1L);

    assertThat(claimAll("a")).hasSize(2);
  }

  @Test
  void claims_at_the_same_moment_get_different_keys() {
    store(1L);
    store(1L);
    CompletionStage<Claim> one = inbox().claimInOrder("a", 10, false);
    CompletionStage<Claim> other = inbox().claimInOrder("a", 10, false);

    assertThat(done(one).tasks().size() + done(other).tasks().size()).isEqualTo(1);
  }

  @Test
  void the_order_is_the_same_after_a_restart() {
    String first = store(1L);
    store(1L);
    closeInbox();
    openInbox();

    assertThat(ids(claimInOrder())).containsExactly(first);
  }

  @Test
  void a_delivery_says_which_ones_come_before_it() {
    String dead = store(1L);
    record(claimOne(), TaskState.DEAD);
    String first = store(1L);
    store(1L);
    String last = store(1L);

    assertThat(before(first)).isEqualTo(new DeliveryDetail.Before(null, dead));
    assertThat(before(last)).isEqualTo(new DeliveryDetail.Before(first, dead));
    assertThat(inbox().reader().delivery(dead).orElseThrow().before()).isEmpty();
  }

  private DeliveryDetail.@Nullable Before before(String id) {
    return inbox().reader().delivery(id).orElseThrow().before().get("a");
  }

  @Test
  void keys_take_turns() {
    List<String> ids = storeKeys(0, 30);
    List<String> claimed = new ArrayList<>();
    while (claimed.size() < 30) {
      List<HandlerTask> some = done(inbox().claimInOrder("a", 7, false)).tasks();
      assertThat(some).isNotEmpty();
      some.forEach(task -> record(task, TaskState.RETRYING, Duration.ZERO));
      claimed.addAll(ids(some));
    }

    assertThat(claimed.subList(0, 28)).doesNotHaveDuplicates();
    assertThat(ids).containsAll(claimed);
  }

  @Test
  void one_that_may_begin_is_found_among_thousands_that_may_not() {
    storeKeys(0, 2_500);
    List<HandlerTask> all = new ArrayList<>();
    while (all.size() < 2_500) {
      all.addAll(claimInOrder());
    }
    all.forEach(task -> record(task, TaskState.RETRYING, Duration.ofMillis(LATE)));
    storeKeys(0, 2_500);
    String free = store(Long.MAX_VALUE);

    List<HandlerTask> found = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              found.addAll(claimInOrder());
              return !found.isEmpty();
            });

    assertThat(ids(found)).containsExactly(free);
    Claim last = done(inbox().claimInOrder("a", 10, false));
    while (!last.exhausted()) {
      last = done(inbox().claimInOrder("a", 10, false));
    }
    assertThat(last.lookAgainIn()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  protected abstract void letPass(long millis);

  private List<String> inDatabase(String state) {
    return query("SELECT state FROM task WHERE state = '" + state + "'");
  }

  private String store(long key) {
    String id = done(storing(key)).id();
    awaitTables();
    return id;
  }

  private List<String> storeKeys(int from, int count) {
    List<CompletionStage<Receipt>> pending = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      pending.add(storing(i));
    }
    List<String> ids = pending.stream().map(receipt -> done(receipt).id()).toList();
    awaitTables();
    return ids;
  }

  private CompletionStage<Receipt> storing(long key) {
    FilterAnswers answers = new FilterAnswers(List.of(), List.of(), Map.of("a", key));
    return inbox()
        .store(
            parsed("ORG1", note("k" + notes++), now).answered(answers.stored()),
            List.of("a"),
            sink);
  }

  private HandlerTask claimOne() {
    List<HandlerTask> tasks = claimInOrder();
    assertThat(tasks).hasSize(1);
    return tasks.get(0);
  }

  private List<HandlerTask> claimInOrder() {
    return claimInOrder(false);
  }

  private List<HandlerTask> claimInOrder(boolean strict) {
    return done(inbox().claimInOrder("a", 1_000, strict)).tasks();
  }

  private static List<String> ids(List<HandlerTask> tasks) {
    return tasks.stream().map(task -> task.delivery().id()).toList();
  }
}
