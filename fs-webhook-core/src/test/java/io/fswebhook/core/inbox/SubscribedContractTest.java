package io.fswebhook.core.inbox;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.parse.ParsedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A handler that was started once is subscribed until somebody ends it. */
public abstract class SubscribedContractTest extends StoredFixture {

  @Test
  void a_handler_that_was_started_stays_subscribed_to_its_events_when_it_is_gone() {
    subscribe(Map.of("a", Set.of("note.created"), "every", Set.of()));
    subscribe(Map.of());

    store(note("1"));
    store(segment("2"));

    assertThat(claimAll("a")).hasSize(1);
    assertThat(claimAll("every")).hasSize(2);
    assertThat(inbox().subscriptions())
        .containsExactly(
            new HandlerSubscription("a", Set.of("note.created"), false),
            new HandlerSubscription("every", Set.of(), false));
  }

  @Test
  void it_stays_so_over_a_restart_and_has_one_task_when_it_is_there() {
    subscribe(Map.of("a", Set.of("note.created")));
    reopen();
    store(note("1"));
    subscribe(Map.of("a", Set.of("note.created")));
    store(note("2"), "a");

    assertThat(claimAll("a")).hasSize(2);
    assertThat(count(ALL).tasks().get(TaskState.PENDING)).isEqualTo(2);
  }

  @Test
  void a_handler_that_changes_its_events_when_it_starts_changes_its_subscription() {
    subscribe(Map.of("a", Set.of("segment.created", "note.created")));
    reopen();
    subscribe(Map.of("a", Set.of("segment.created")));
    reopen();

    store(note("1"));
    store(segment("2"));

    assertThat(claimAll("a")).hasSize(1);
  }

  @Test
  void a_handler_that_never_started_is_subscribed_as_long_as_it_is_there() {
    inbox().subscribe(Map.of(), Map.of("a", Set.of()), Set.of());
    assertThat(inbox().subscriptions())
        .containsExactly(new HandlerSubscription("a", Set.of(), true));

    subscribe(Map.of());
    reopen();

    assertThat(inbox().subscriptions()).isEmpty();
  }

  @Test
  void a_version_that_could_not_be_started_changes_nothing_of_what_it_subscribed_to_before() {
    subscribe(Map.of("a", Set.of("note.created")));
    reopen();
    inbox().subscribe(Map.of(), Map.of("a", Set.of("segment.created")), Set.of());
    subscribe(Map.of());
    reopen();

    assertThat(inbox().subscriptions())
        .containsExactly(new HandlerSubscription("a", Set.of("note.created"), false));
  }

  @Test
  void what_was_ended_gets_nothing_more_also_after_a_restart() {
    subscribe(Map.of("a", Set.of(), "b", Set.of()));
    subscribe(Map.of());

    done(inbox().unsubscribe("a"));

    store(note("1"));
    assertThat(claimAll("a")).isEmpty();
    assertThat(claimAll("b")).hasSize(1);
    reopen();
    assertThat(inbox().subscriptions())
        .containsExactly(new HandlerSubscription("b", Set.of(), false));
  }

  @Test
  void what_it_had_still_to_do_is_discarded_and_can_be_replayed() {
    storeMany(450);
    store(note("other"), "b");

    assertThat(done(inbox().operations().discardPending("a"))).isEqualTo(450);

    assertThat(count(ALL.inState(TaskState.DISCARDED)).tasks())
        .isEqualTo(Map.of(TaskState.DISCARDED, 450L));
    assertThat(claimAll("a")).isEmpty();
    assertThat(claimAll("b")).hasSize(1);
    assertThat(replay(ALL.inState(TaskState.DISCARDED))).isEqualTo(new Replayed(450, 0));
    assertThat(claimAll("a")).hasSize(450);
  }

  @Test
  void what_others_stored_before_they_knew_is_discarded_a_little_later() {
    done(inbox().operations().discardPending("a"));
    store(note("late"), "a");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> query("SELECT state FROM task").equals(List.of("discarded")));
  }

  @Test
  void what_waits_for_a_handler_that_is_subscribed_and_gone_is_kept_without_limit() {
    subscribe(Map.of("a", Set.of()));
    reopen();
    subscribe(Map.of());
    store(note("1"));

    clock.advance(Duration.ofDays(1000));
    done(sweep(inbox()));

    assertThat(claimAll("a")).hasSize(1);
  }

  @Test
  void what_filters_said_of_a_delivery_is_stored_with_it() {
    ParsedRequest request =
        parsed("ORG1", note("1"), now)
            .answered(new FilterAnswers(List.of("no", "never"), List.of("unsure")).stored());
    String id = done(inbox().store(request, List.of("yes", "unsure"), sink)).id();
    awaitTables();

    assertThat(inbox().reader().delivery(id).orElseThrow().filterAnswers())
        .isEqualTo(new FilterAnswers(List.of("no", "never"), List.of("unsure")));
    assertThat(claim("yes").undecided()).isFalse();
    assertThat(claim("unsure").undecided()).isTrue();
  }

  @Test
  void a_task_whose_filter_did_not_match_is_discarded_with_the_reason() {
    String id = store(note("1"), "a");
    record(claim("a"), TaskState.DISCARDED);
    awaitTables();

    DeliveryDetail detail = inbox().reader().delivery(id).orElseThrow();
    assertThat(detail.summary().tasks().get(0).state()).isEqualTo(TaskState.DISCARDED);
    assertThat(detail.attempts().getOrDefault("a", List.of()))
        .extracting(AttemptRecord::error)
        .containsExactly("down");

    done(inbox().operations().replayTo(ALL, event -> List.of("a"), sink));
    assertThat(claim("a").undecided()).isTrue();
  }

  @Test
  void a_subscription_ends_at_the_moment_when_another_begins() {
    subscribe(Map.of("old", Set.of()));

    inbox().subscribe(Map.of("new", Set.of()), Map.of(), Set.of("old"));

    assertThat(inbox().subscriptions())
        .extracting(HandlerSubscription::handler)
        .containsExactly("new");
    subscribe(Map.of("new", Set.of()));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(query("SELECT handler FROM subscription")).containsExactly("new"));
    reopen();
    assertThat(inbox().subscriptions())
        .extracting(HandlerSubscription::handler)
        .doesNotContain("old");
  }

  /** Until it is in force, which with a shared inbox takes a moment. */
  private void subscribe(Map<String, Set<String>> started) {
    inbox().subscribe(started, Map.of(), Set.of());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(query("SELECT DISTINCT handler FROM subscription"))
                    .containsAll(started.keySet()));
    for (Map.Entry<String, Set<String>> each : started.entrySet()) {
      Set<String> names = each.getValue().isEmpty() ? Set.of("") : each.getValue();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(
                          query(
                              "SELECT event_name FROM subscription WHERE handler = '"
                                  + each.getKey()
                                  + "'"))
                      .hasSameElementsAs(names));
    }
  }

  private void reopen() {
    closeInbox();
    openInbox();
  }
}
