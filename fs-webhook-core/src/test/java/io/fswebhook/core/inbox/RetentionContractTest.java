package io.fswebhook.core.inbox;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static io.fswebhook.core.testing.SignedRequests.note;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every inbox deletes when its time is over, and what it keeps. */
public abstract class RetentionContractTest extends StoredFixture {

  @Test
  void what_is_finished_is_deleted_after_the_retention() throws Exception {
    storeMany(450);
    claimAll("a").forEach(task -> record(task, TaskState.SUCCEEDED));
    store(note("without handlers"));

    sweepAfter(Duration.ofDays(30));
    assertThat(count(ALL).deliveries()).isEqualTo(451);

    sweepAfter(Duration.ofMillis(1));
    assertThat(count(ALL).deliveries()).isZero();
    assertThat(query("SELECT handler FROM attempt")).isEmpty();
  }

  @Test
  void a_minutes_sweep_goes_on_where_the_last_one_ended_and_an_hours_looks_at_everything() {
    store(note("1"), "a");
    store(note("2"));
    sweepAfter(Duration.ofHours(2));
    store(note("3"));
    sweepAfter(Duration.ofDays(30).minusHours(1));
    assertThat(count(ALL).deliveries()).isEqualTo(2); // the first has yet to be handled
    record(claim("a"), TaskState.SUCCEEDED);
    sweepAfter(Duration.ofMinutes(1));
    assertThat(count(ALL).deliveries()).isEqualTo(2);

    sweepAfter(Duration.ofHours(1));
    assertThat(count(ALL).deliveries()).isZero();
  }

  @Test
  void a_changed_retention_counts_from_the_next_sweep_on() {
    store(note("1"), "a");
    record(claim("a"), TaskState.SUCCEEDED);
    sweepAfter(Duration.ofHours(2));
    sweepAfter(Duration.ofDays(2));
    assertThat(count(ALL).deliveries()).isEqualTo(1);

    inbox().keepFor(new Retention(Duration.ofDays(1), Duration.ofDays(1)), Duration.ofHours(26));

    sweepAfter(Duration.ofMinutes(1));
    assertThat(count(ALL).deliveries()).isZero();
  }

  @Test
  void what_is_dead_is_kept_until_its_own_retention_ends() {
    inbox().subscribe(Map.of("a", Set.of()), Map.of(), Set.of());
    store(note("1"), "a", "b");
    record(claim("a"), TaskState.DEAD);
    record(claim("b"), TaskState.SUCCEEDED);

    sweepAfter(Duration.ofDays(90));
    assertThat(count(ALL).deliveries()).isEqualTo(1);

    sweepAfter(Duration.ofHours(1));
    assertThat(count(ALL).deliveries()).isZero();
  }

  @Test
  void what_is_discarded_is_deleted_like_what_has_succeeded() {
    inbox().subscribe(Map.of("a", Set.of()), Map.of(), Set.of());
    store(note("1"), "a");
    record(claim("a"), TaskState.DEAD);
    discard(ALL);

    sweepAfter(Duration.ofDays(31));

    assertThat(count(ALL).deliveries()).isZero();
  }

  @Test
  void what_waits_for_a_handler_that_is_gone_is_kept_as_long_as_the_dead() {
    store(note("1"), "gone");
    store(note("2"), "gone", "a");
    inbox().subscribe(Map.of("a", Set.of()), Map.of(), Set.of());

    sweepAfter(Duration.ofDays(90));
    assertThat(count(ALL).deliveries()).isEqualTo(2);

    sweepAfter(Duration.ofDays(1));
    assertThat(count(ALL).deliveries()).isEqualTo(1); // the handler that is there has yet to do it
    assertThat(claimAll("a")).hasSize(1);
  }

  @Test
  void nothing_unfinished_is_deleted_before_it_is_known_which_handlers_are_there() {
    store(note("1"), "a");

    sweepAfter(Duration.ofDays(1000));

    assertThat(count(ALL).deliveries()).isEqualTo(1);
  }

  @Test
  void what_is_replayed_is_kept_until_it_is_done_again() {
    inbox().subscribe(Map.of("a", Set.of()), Map.of(), Set.of());
    store(note("1"), "a");
    record(claim("a"), TaskState.SUCCEEDED);
    replay(ALL);

    sweepAfter(Duration.ofDays(31));
    assertThat(count(ALL).deliveries()).isEqualTo(1);
  }

  @Test
  void deliveries_that_came_while_the_clock_was_wrong_are_kept_as_long_as_others() {
    store("ORG1", note("from the future"), now.plus(Duration.ofDays(365)));
    store("ORG1", note("from the past"), now.minus(Duration.ofDays(365)));
    store(note("1"));

    sweepAfter(Duration.ofDays(30));
    assertThat(count(ALL).deliveries()).isEqualTo(3);

    sweepAfter(Duration.ofMillis(1));
    assertThat(count(ALL).deliveries()).isZero();
  }

  @Test
  void what_operators_did_is_kept_for_a_year() {
    done(inbox().operations().audit(new AuditRecord("anna", "operator", "pause", "a", null)));
    clock.advance(Duration.ofDays(364));
    done(sweep(inbox()));
    assertThat(inbox().reader().audit(null, 10).items()).hasSize(1);

    clock.advance(Duration.ofDays(2));
    done(sweep(inbox()));
    done(inbox().controls());

    assertThat(inbox().reader().audit(null, 10).items()).isEmpty();
  }

  @Test
  void traces_of_rejected_requests_are_not_kept_for_longer() {
    inbox()
        .operations()
        .keep(
            List.of(
                new Rejection(now, "there", "missing", null, null, 1, null, 0, null, List.of())),
            10);
    assertThat(rejections(10)).hasSize(1);

    sweepAfter(Duration.ofDays(31));

    assertThat(rejections(10)).isEmpty();
  }

  @Test
  void what_became_of_operations_is_kept_as_long_as_what_is_finished() {
    replay(ALL);
    discard(ALL);

    sweepAfter(Duration.ofDays(29));
    assertThat(inbox().reader().operations(null, 10).items()).hasSize(2);

    sweepAfter(Duration.ofDays(2));
    assertThat(inbox().reader().operations(null, 10).items()).isEmpty();
  }
}
