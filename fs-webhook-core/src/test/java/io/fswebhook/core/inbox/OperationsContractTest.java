package io.fswebhook.core.inbox;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What operators can do with every inbox, whatever it is kept in. */
public abstract class OperationsContractTest extends StoredFixture {

  @Test
  void what_is_finished_begins_again_with_its_first_attempt_and_keeps_the_former_ones()
      throws Exception {
    String id = store(note("1"), "a");
    record(claim("a"), TaskState.RETRYING);
    record(claim("a"), TaskState.DEAD);

    assertThat(replay(ALL.ofDelivery(id).atHandler("a"))).isEqualTo(new Replayed(1, 0));

    assertThat(sink.told).containsExactly("a");
    HandlerTask again = claim("a");
    assertThat(again.attempts()).isZero();
    assertThat(again.delivery().id()).isEqualTo(id);
    record(again, TaskState.SUCCEEDED);
    assertThat(count(ALL).tasks()).isEqualTo(Map.of(TaskState.SUCCEEDED, 1L));
    assertThat(
            query(
                "SELECT replay || '.' || number || ' ' || outcome FROM attempt ORDER BY replay, number"))
        .containsExactly("0.1 retrying", "0.2 dead", "1.1 succeeded");
  }

  @Test
  void what_was_replayed_and_has_not_run_yet_is_not_replayed_again() {
    store(note("1"), "a");
    record(claim("a"), TaskState.SUCCEEDED);

    assertThat(replay(ALL)).isEqualTo(new Replayed(1, 0));
    assertThat(replay(ALL)).isEqualTo(Replayed.NOTHING);
    assertThat(claimAll("a")).hasSize(1);
  }

  @Test
  void what_is_being_attempted_is_not_handed_out_a_second_time() {
    store(note("1"), "a");
    store(note("2"), "a");
    record(claim("a"), TaskState.RETRYING);
    HandlerTask first = claim("a");
    HandlerTask second = claim("a");

    assertThat(replay(ALL).begunAgain()).isZero();

    assertThat(claimAll("a")).isEmpty();
    record(first, TaskState.SUCCEEDED);
    record(second, TaskState.SUCCEEDED);
    assertThat(count(ALL).tasks()).isEqualTo(Map.of(TaskState.SUCCEEDED, 2L));
  }

  @Test
  void what_waits_for_its_next_attempt_makes_it_now_and_is_counted_on() {
    store(note("1"), "a");
    record(claim("a"), TaskState.RETRYING, Duration.ofHours(1));
    assertThat(claimAll("a")).isEmpty();

    assertThat(replay(ALL.inState(TaskState.RETRYING))).isEqualTo(new Replayed(0, 1));

    assertThat(sink.told).containsExactly("a");
    assertThat(claim("a").attempts()).isEqualTo(1);
  }

  @Test
  void a_filter_applies_with_all_that_it_says() {
    String note = store("ORG1", note("1"), now, "a", "b");
    store("ORG1", segment("1"), now.plusSeconds(5), "a");
    store("ORG2", note("2"), now.plusSeconds(10), "a");
    record(claim("a"), TaskState.DEAD);

    assertThat(count(ALL)).isEqualTo(counted(3, TaskState.PENDING, 3, TaskState.DEAD, 1));
    assertThat(count(ALL.ofDelivery(note)))
        .isEqualTo(counted(1, TaskState.PENDING, 1, TaskState.DEAD, 1));
    assertThat(count(ALL.ofDelivery("no such one"))).isEqualTo(new TaskCount(0, Map.of()));
    assertThat(count(ALL.ofEvent("segment.created")))
        .isEqualTo(new TaskCount(1, Map.of(TaskState.PENDING, 1L)));
    assertThat(count(ALL.ofOrganisation("ORG2")).deliveries()).isEqualTo(1);
    assertThat(count(ALL.atHandler("b")).deliveries()).isEqualTo(1);
    assertThat(count(ALL.inState(TaskState.DEAD)))
        .isEqualTo(new TaskCount(1, Map.of(TaskState.DEAD, 1L)));
    assertThat(count(ALL.received(now.plusSeconds(5), null)).deliveries()).isEqualTo(2);
    assertThat(count(ALL.received(null, now.plusSeconds(5))).deliveries()).isEqualTo(1);
    assertThat(count(ALL.ofEvent("note.created").atHandler("a").inState(TaskState.PENDING)))
        .isEqualTo(new TaskCount(1, Map.of(TaskState.PENDING, 1L)));
    assertThat(count(ALL.ofEvent("no\0event").ofOrganisation("\0")).deliveries()).isZero();
  }

  @Test
  void a_replay_touches_only_what_its_filter_applies_to() {
    store(note("1"), "a", "b");
    store(segment("1"), "a");
    for (String handler : List.of("a", "a", "b")) {
      record(claim(handler), TaskState.SUCCEEDED);
    }

    assertThat(replay(ALL.ofEvent("note.created").atHandler("a"))).isEqualTo(new Replayed(1, 0));

    assertThat(claimAll("a")).hasSize(1);
    assertThat(claimAll("b")).isEmpty();
  }

  @Test
  void a_replay_of_many_goes_through_all_of_them() {
    List<String> ids = storeMany(450);
    claimAll("a").forEach(task -> record(task, TaskState.SUCCEEDED));

    assertThat(replay(ALL.inState(TaskState.SUCCEEDED))).isEqualTo(new Replayed(450, 0));

    assertThat(claimAll("a"))
        .extracting(task -> task.delivery().id())
        .containsExactlyElementsOf(ids);
  }

  @Test
  void a_delivery_goes_to_chosen_handlers_also_such_that_never_had_it() throws Exception {
    String id = store(note("1"), "a", "b", "c");
    store(note("2"), "a");
    record(claim("b"), TaskState.SUCCEEDED);
    record(claim("c"), TaskState.RETRYING, Duration.ofHours(1));

    Replayed replayed =
        done(
            inbox()
                .operations()
                .replayTo(ALL.ofDelivery(id), event -> List.of("a", "b", "c", "new"), sink));

    assertThat(replayed).isEqualTo(new Replayed(2, 1));
    assertThat(sink.told).containsExactlyInAnyOrder("b", "c", "new");
    assertThat(claimAll("b")).hasSize(1);
    assertThat(claimAll("c")).hasSize(1);
    HandlerTask first = claim("new");
    assertThat(first.delivery().id()).isEqualTo(id);
    record(first, TaskState.SUCCEEDED);
    assertThat(count(ALL.atHandler("new")).deliveries()).isEqualTo(1);
    assertThat(query("SELECT replay || '.' || number FROM attempt WHERE handler = 'new'"))
        .containsExactly("1.1"); // marked as a replay though it was never there before
  }

  @Test
  void deliveries_go_to_the_handlers_of_their_event() {
    store(note("1"), "a");
    store(segment("1"), "a");

    Replayed replayed =
        done(inbox().operations().replayTo(ALL, event -> List.of("for " + event), sink));

    assertThat(replayed).isEqualTo(new Replayed(2, 0));
    assertThat(claimAll("for note.created")).hasSize(1);
    assertThat(claimAll("for segment.created")).hasSize(1);
  }

  @Test
  void only_what_is_dead_is_discarded_and_it_can_still_be_replayed() {
    store(note("1"), "a");
    store(note("2"), "a");
    store(note("3"), "a");
    record(claim("a"), TaskState.DEAD);
    record(claim("a"), TaskState.SUCCEEDED);

    assertThat(discard(ALL)).isEqualTo(1);

    assertThat(count(ALL).tasks())
        .isEqualTo(
            Map.of(
                TaskState.DISCARDED, 1L,
                TaskState.SUCCEEDED, 1L,
                TaskState.PENDING, 1L));
    assertThat(replay(ALL.inState(TaskState.DISCARDED))).isEqualTo(new Replayed(1, 0));
    assertThat(claimAll("a")).hasSize(2);
  }

  @Test
  void dead_letters_far_apart_are_all_found() {
    List<String> ids = storeMany(650);
    List<HandlerTask> tasks = claimAll("a");
    for (HandlerTask task : tasks) {
      boolean dies = List.of(ids.get(0), ids.get(201), ids.get(649)).contains(task.delivery().id());
      record(task, dies ? TaskState.DEAD : TaskState.SUCCEEDED);
    }

    assertThat(count(ALL.inState(TaskState.DEAD)))
        .isEqualTo(new TaskCount(3, Map.of(TaskState.DEAD, 3L)));
    assertThat(discard(ALL.ofDelivery(ids.get(201)))).isEqualTo(1);
    assertThat(replay(ALL.inState(TaskState.DEAD))).isEqualTo(new Replayed(2, 0));
    assertThat(count(ALL.inState(TaskState.DEAD)).deliveries()).isZero();
    assertThat(discard(ALL)).isZero();
  }

  @Test
  void a_text_is_looked_for_in_bodies() {
    store(note("Needle"), "a");
    store(note("hay"), "a");
    claimAll("a").forEach(task -> record(task, TaskState.DEAD));

    assertThat(count(ALL.withText("nEEDLE")))
        .isEqualTo(new TaskCount(1, Map.of(TaskState.DEAD, 1L)));
    assertThat(replay(ALL.withText("needle").inState(TaskState.DEAD)))
        .isEqualTo(new Replayed(1, 0));
    assertThat(discard(ALL.withText("needle"))).isZero();
    assertThat(discard(ALL.withText("hay"))).isEqualTo(1);
  }

  @Test
  void large_bodies_are_looked_at_in_more_steps() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      ids.add(store(note(i + "x".repeat(1 << 20)), "a"));
    }
    for (int left = 9; left > 0; ) { // a claim is bounded too
      List<HandlerTask> some = claimAll("a");
      some.forEach(task -> record(task, TaskState.DEAD));
      left -= some.size();
    }
    sink.told.clear();

    assertThat(replay(ALL.withText("xx"))).isEqualTo(new Replayed(9, 0));

    assertThat(sink.told).containsExactly("a", "a", "a"); // a step has four mebibytes
    sink.told.clear();
    assertThat(done(replayToNew(ids))).isEqualTo(new Replayed(9, 0));
    assertThat(sink.told).containsExactly("new", "new", "new");
  }

  private CompletionStage<Replayed> replayToNew(List<String> ids) {
    TaskFilter named = ALL.ofDeliveries(ids).withText("xx");
    return inbox().operations().replayTo(named, event -> List.of("new"), sink);
  }

  @Test
  void named_deliveries_alone_are_replayed_once_each() {
    List<String> ids = storeMany(3);
    claimAll("a").forEach(task -> record(task, TaskState.DEAD));

    assertThat(replay(ALL.ofDeliveries(List.of(ids.get(2), ids.get(0), "none\0", ids.get(0)))))
        .isEqualTo(new Replayed(2, 0));

    assertThat(sink.told).containsExactly("a");
    assertThat(claimAll("a"))
        .extracting(task -> task.delivery().id())
        .containsExactlyInAnyOrder(ids.get(0), ids.get(2));
  }

  @Test
  void what_died_of_one_kind_of_error_is_replayed_alone() {
    for (int status : List.of(503, 404, 503)) {
      store(note(String.valueOf(System.nanoTime())), "a");
      die(claim("a"), "HTTP " + status + " for request " + System.nanoTime());
    }
    long unavailable = ErrorFingerprint.of("HTTP 503 for request 1");

    assertThat(count(ALL.withError(unavailable)).deliveries()).isEqualTo(2);
    assertThat(replay(ALL.withError(unavailable))).isEqualTo(new Replayed(2, 0));
    assertThat(count(ALL.withError(unavailable)).deliveries()).isZero();
    assertThat(discard(ALL.withError(unavailable))).isZero();
    assertThat(discard(ALL)).isEqualTo(1);
  }

  @Test
  void a_closed_inbox_says_so() {
    inbox().close();

    assertThat(inbox().operations().count(ALL)).isCompletedExceptionally();
  }

  private static TaskCount counted(
      long deliveries, TaskState one, long ones, TaskState other, long others) {
    return new TaskCount(deliveries, Map.of(one, ones, other, others));
  }
}
