package io.fswebhook.core.dispatch;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.parse.ParsedRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrefetchBufferTest {

  private static final int ROOM = 10;
  private static final Claim NOTHING_ELSE = new Claim(List.of(), true, null);

  private final Instant now = Instant.now();
  private final PrefetchBuffer prefetch = new PrefetchBuffer();

  @BeforeEach
  void a_claim_is_in_progress() {
    assertThat(prefetch.beginClaim(ROOM)).isEqualTo(ROOM);
  }

  @Test
  void a_task_refused_during_a_claim_was_found_by_it_where_the_claim_ends_in_order() {
    assertThat(prefetch.offer(task(), ROOM)).isFalse();

    prefetch.claimed(NOTHING_ELSE, true, now);

    assertThat(prefetch.beginClaim(ROOM)).isZero();
  }

  @Test
  void a_task_refused_during_a_claim_that_ends_late_is_claimed_next() {
    assertThat(prefetch.offer(task(), ROOM)).isFalse();

    prefetch.claimed(NOTHING_ELSE, false, now);

    assertThat(prefetch.beginClaim(ROOM)).isPositive();
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

    assertThat(prefetch.beginClaim(ROOM)).isPositive();
  }

  private HandlerTask task() {
    ParsedRequest parsed = parsed("ORG1", note("1"), now);
    StoredDelivery delivery = new StoredDelivery(1, "id", parsed.request(), parsed.event());
    return new HandlerTask(delivery, "a", 0, 1);
  }
}
