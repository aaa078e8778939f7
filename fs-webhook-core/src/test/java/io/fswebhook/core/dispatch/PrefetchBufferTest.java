package io.fswebhook.core.dispatch;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.parse.ParsedRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrefetchBufferTest {

  private static final int ROOM = 10;
  private static final int LARGE_ROOM = 10_000;
  private static final Claim NOTHING_ELSE = new Claim(List.of(), true, null);

  private final Instant now = Instant.now();
  private final PrefetchBuffer prefetch = new PrefetchBuffer();

  @BeforeEach
  void a_claim_is_in_progress() {
    assertThat(prefetch.beginClaim(ROOM, now)).isEqualTo(ROOM);
  }

  @Test
  void a_task_refused_during_a_claim_was_found_by_it_where_the_claim_ends_in_order() {
    assertThat(prefetch.offer(task(), ROOM)).isFalse();

    prefetch.claimed(NOTHING_ELSE, true, now);

    assertThat(prefetch.beginClaim(ROOM, now)).isZero();
  }

  @Test
  void a_task_refused_during_a_claim_that_ends_late_is_claimed_next() {
    assertThat(prefetch.offer(task(), ROOM)).isFalse();

    prefetch.claimed(NOTHING_ELSE, false, now);

    assertThat(prefetch.beginClaim(ROOM, now)).isPositive();
  }

  @Test
  void a_late_end_of_a_claim_without_a_refused_task_leaves_room_for_offers() {
    prefetch.claimed(NOTHING_ELSE, false, now);

    assertThat(prefetch.offer(task(), ROOM)).isTrue();
  }

  @Test
  void what_was_released_during_a_claim_is_claimed_next() {
    prefetch.lookAgain();

    prefetch.claimed(NOTHING_ELSE, true, now);

    assertThat(prefetch.beginClaim(ROOM, now)).isPositive();
  }

  @Test
  void claims_grow_while_the_handler_is_soon_through_with_them() {
    prefetch.claimed(new Claim(tasks(ROOM), false, null), true, now);

    int largest = PrefetchBuffer.MOST_QUEUED;
    for (int most : new int[] {512, 1_024, largest / 2, largest, largest}) {
      takeAll();
      assertThat(prefetch.beginClaim(LARGE_ROOM, now)).isEqualTo(most);
      prefetch.claimed(new Claim(tasks(most), false, null), true, now);
    }
  }

  @Test
  void claims_shrink_when_the_handler_takes_its_time() {
    claims_grow_while_the_handler_is_soon_through_with_them();
    takeAll();

    assertThat(prefetch.beginClaim(LARGE_ROOM, now.plusMillis(100)))
        .isEqualTo(PrefetchBuffer.MOST_QUEUED / 2);
  }

  @Test
  void a_claim_that_shrinks_asks_for_something() {
    prefetch.claimed(new Claim(tasks(ROOM), false, null), true, now);
    takeAll();
    assertThat(prefetch.beginClaim(LARGE_ROOM, now)).isEqualTo(512);
    prefetch.claimed(new Claim(tasks(256), false, null), true, now);

    assertThat(prefetch.beginClaim(LARGE_ROOM, now.plusMillis(100))).isEqualTo(1);
  }

  @Test
  void claims_that_find_all_there_is_do_not_grow() {
    prefetch.claimed(NOTHING_ELSE, true, now);
    prefetch.lookAgain();

    assertThat(prefetch.beginClaim(LARGE_ROOM, now)).isEqualTo(PrefetchBuffer.FEWEST_QUEUED);
  }

  @Test
  void no_more_is_claimed_than_its_handler_may_hold() {
    claims_grow_while_the_handler_is_soon_through_with_them();
    takeAll();

    assertThat(prefetch.beginClaim(1, now)).isEqualTo(1);
  }

  private void takeAll() {
    while (prefetch.poll() != null) {}
  }

  private List<HandlerTask> tasks(int count) {
    return Collections.nCopies(count, task());
  }

  private HandlerTask task() {
    ParsedRequest parsed = parsed("ORG1", note("1"), now);
    StoredDelivery delivery = new StoredDelivery(1, "id", parsed.request(), parsed.event());
    return new HandlerTask(delivery, "a", 0, 1);
  }
}
