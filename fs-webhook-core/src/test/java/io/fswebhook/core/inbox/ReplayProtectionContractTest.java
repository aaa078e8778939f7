package io.fswebhook.core.inbox;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Receipt.Status;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.testing.SignedRequests;
import io.fswebhook.core.testing.Subscribers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * A signature is accepted once for as long as it verifies, and nothing vanishes early, whatever the
 * machine's clock says and however short the retention is.
 */
public abstract class ReplayProtectionContractTest extends StoredFixture {

  private static final Duration MAX_AGE = SignedRequests.VERIFY.maxAge();
  private static final Duration MAX_SKEW = SignedRequests.VERIFY.maxSkew();
  private static final Duration FORTY_DAYS = Duration.ofDays(40);

  @Test
  void a_clock_that_is_ahead_at_the_start_deletes_nothing() {
    Receipt first = receive(note("1"), now);
    String dead = store(note("2"), "a");
    record(claim("a"), TaskState.DEAD);
    sweepAfter(Duration.ofMinutes(1));

    clock.advance(Duration.ofDays(400));
    reopen(RETENTION);
    inbox().subscribe(Map.of("a", Set.of()), Map.of(), Set.of());
    sweepAfter(Duration.ofMinutes(1)); // the steady clock stays ahead when the wall is set right
    sweepAfter(Duration.ofHours(2));

    assertThat(receive(note("1"), now)).isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
    assertThat(query("SELECT id FROM delivery ORDER BY seq")).containsExactly(first.id(), dead);
  }

  @Test
  void what_comes_after_the_clock_was_set_right_is_kept_for_its_time() {
    clock.advance(FORTY_DAYS);
    reopen(RETENTION); // a new inbox, and its clock is ahead
    sweepAfter(Duration.ofMinutes(1));
    Receipt first = receive(note("1"), now); // by the wall, which is right again
    sweepAfter(Duration.ofHours(2));
    sweepAfter(Duration.ofHours(2));

    assertThat(receive(note("1"), now)).isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
  }

  @Test
  void a_clock_that_was_behind_and_is_set_right_deletes_nothing() {
    Instant behind = now.minus(FORTY_DAYS);
    Receipt first = receive(note("1"), behind);
    sweepAfter(Duration.ofMinutes(1));
    receive(note("2"), now);
    sweepAfter(Duration.ofHours(2));
    sweepAfter(Duration.ofHours(2));

    assertThat(receive(note("1"), behind)).isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
  }

  @Test
  void a_stop_counts_once_a_signature_confirms_how_long_it_was() {
    receive(note("1"), now);
    sweepAfter(Duration.ofMinutes(1));
    clock.advance(FORTY_DAYS);
    reopen(RETENTION);
    sweepAfter(Duration.ofMinutes(1));
    assertThat(count(ALL).deliveries()).isEqualTo(1);

    receive(note("2"), clock.instant());
    sweepAfter(Duration.ofMinutes(1));

    assertThat(query("SELECT event_name FROM delivery")).hasSize(1);
  }

  @Test
  void without_signatures_that_carry_a_time_deletion_goes_on_all_the_same() {
    storeWithoutTime(note("1"));
    sweepAfter(Duration.ofMinutes(1));
    clock.advance(FORTY_DAYS);
    reopen(RETENTION);
    sweepAfter(Duration.ofDays(29));
    assertThat(count(ALL).deliveries()).isEqualTo(1);

    sweepAfter(Duration.ofDays(1));

    assertThat(count(ALL).deliveries()).isZero();
  }

  @Test
  void a_signature_from_the_future_outlives_its_delivery() {
    reopen(new Retention(MAX_AGE, MAX_AGE));
    Receipt first = receive(note("1"), now.plus(MAX_SKEW));
    sweepAfter(MAX_AGE.plusSeconds(1));
    assertThat(count(ALL).deliveries()).isZero();

    assertThat(receive(note("1"), now.plus(MAX_SKEW)))
        .isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
    assertThat(count(ALL).deliveries()).isZero();
  }

  @Test
  void a_retry_that_was_signed_anew_is_no_new_delivery_when_the_first_is_gone() {
    reopen(new Retention(MAX_AGE, MAX_AGE));
    Receipt first = receive(segment("1"), now);
    Instant anew = now.plus(Duration.ofHours(5));
    clock.advance(Duration.ofHours(5));
    assertThat(receive(segment("1"), anew).status()).isEqualTo(Status.DUPLICATE);
    sweepAfter(MAX_AGE.plusSeconds(1));
    assertThat(count(ALL).deliveries()).isZero();

    assertThat(receive(segment("1"), anew)).isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
    Instant last = now.plus(Duration.ofHours(29));
    assertThat(receive(segment("1"), last)).isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
  }

  @Test
  void what_guards_against_replays_is_there_after_a_restart_and_whatever_decides_duplicates() {
    Retention shortest = new Retention(Duration.ofMinutes(1), Duration.ofMinutes(1));
    reopen(shortest);
    Receipt first = receive(segment("1"), now);
    Instant anew = now.plusSeconds(10);
    receive(segment("1"), anew);
    sweepAfter(Duration.ofMinutes(2));
    assertThat(count(ALL).deliveries()).isZero();
    reopen(shortest);

    assertThat(receive(segment("1"), now)).isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
    assertThat(receive(segment("1"), anew)).isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
    assertThat(receive(note("other"), now).status()).isEqualTo(Status.STORED);
  }

  @Test
  void a_signature_without_a_time_is_never_forgotten() {
    reopen(new Retention(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    Receipt first = storeWithoutTime(note("1"));
    sweepAfter(Duration.ofMinutes(2));
    receive(note("2"), clock.instant());
    sweepAfter(Duration.ofDays(1000));
    sweepAfter(Duration.ofHours(2));
    assertThat(count(ALL).deliveries()).isZero();

    assertThat(storeWithoutTime(note("1"))).isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
    assertThat(inbox().remembers(null)).isTrue();
  }

  @Test
  void what_no_longer_verifies_is_forgotten_and_known_to_be() {
    reopen(new Retention(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    List<CompletionStage<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      receipts.add(storing(parsed("ORG1", note("n" + i), now)));
    }
    receipts.forEach(StoredFixture::done);
    sweepAfter(Duration.ofMinutes(2));
    assertThat(query("SELECT key FROM spent_signature")).hasSize(1_200);
    assertThat(inbox().remembers(now)).isTrue();

    sweepAfter(MAX_AGE.plus(MAX_SKEW).plus(Duration.ofHours(2)));

    assertThat(query("SELECT key FROM spent_signature")).isEmpty();
    assertThat(inbox().remembers(now)).isFalse(); // should the clock be set back to then
    assertThat(inbox().remembers(now.plusSeconds(1))).isTrue();
    reopen(RETENTION);
    assertThat(inbox().remembers(now)).isFalse();
  }

  private Receipt receive(String body, Instant signedAt) {
    return done(storing(parsed("ORG1", body, signedAt)));
  }

  private Receipt storeWithoutTime(String body) {
    return done(storing(SignedRequests.ofBodyAlone(body, now)));
  }

  private CompletionStage<Receipt> storing(ParsedRequest request) {
    return inbox().store(request, Subscribers.of(inbox(), request, List.of()), sink);
  }
}
