package io.fswebhook.core.inbox;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every inbox shows to whoever follows it. */
public abstract class FeedContractTest extends StoredFixture {

  @Test
  void a_feed_begins_now_and_shows_the_oldest_first() {
    store(note("before"), "a");
    FeedPage start = feed(ALL, null, 10);
    String first = store(note("1"), "a");
    String second = store(note("2"), "a");

    FeedPage page = feed(ALL, start.end(), 10);

    assertThat(start.items()).isEmpty();
    assertThat(start.more()).isFalse();
    assertThat(ids(page)).containsExactly(first, second);
    assertThat(page.items().get(0).tasks()).extracting(TaskSummary::handler).containsExactly("a");
    assertThat(page.more()).isFalse();
    assertThat(feed(ALL, page.end(), 10))
        .isEqualTo(new FeedPage(List.of(), page.end(), page.end(), false));
  }

  @Test
  void pages_follow_each_other_without_gap_or_repetition() {
    FeedPage page = feed(ALL, null, 10);
    List<String> stored = storeMany(25);
    List<String> seen = new ArrayList<>();
    do {
      page = feed(ALL, page.end(), 10);
      seen.addAll(ids(page));
    } while (page.more());

    assertThat(seen).containsExactlyElementsOf(stored);
  }

  @Test
  void a_feed_of_an_empty_inbox_shows_the_first_delivery() {
    FeedPage start = feed(ALL, null, 10);
    String first = store(note("1"));

    assertThat(ids(feed(ALL, start.end(), 10))).containsExactly(first);
  }

  @Test
  void a_feed_may_begin_in_the_past() {
    store("ORG1", note("1"), now);
    String later = store("ORG1", note("2"), now.plusSeconds(60));

    FeedPage page = feed(ALL.received(now.plusSeconds(30), null), null, 10);

    assertThat(ids(page)).containsExactly(later);
    assertThat(ids(feed(ALL, page.start(), 10))).containsExactly(later);
  }

  @Test
  void a_filter_leaves_out_what_does_not_match_and_the_feed_goes_on_behind_it() {
    FeedPage start = feed(ALL, null, 10);
    String note = store("ORG1", note("needle"), now, "a");
    store("ORG2", segment("1"), now, "b");

    assertThat(ids(feed(ALL.ofEvent("note.created"), start.end(), 10))).containsExactly(note);
    assertThat(ids(feed(ALL.atHandler("a"), start.end(), 10))).containsExactly(note);
    assertThat(ids(feed(ALL.withText("NEEDLE"), start.end(), 10))).containsExactly(note);
    FeedPage nothing = feed(ALL.ofOrganisation("ORG3"), start.end(), 10);
    assertThat(nothing.items()).isEmpty();
    assertThat(nothing.end()).isEqualTo(feed(ALL, start.end(), 10).end());
  }

  @Test
  void a_feed_goes_on_where_what_it_showed_last_is_deleted() {
    store("ORG1", note("1"), now);
    FeedPage start = feed(ALL, null, 10);
    sweepAfter(RETENTION.finished().plus(Duration.ofDays(3)));
    assertThat(query("SELECT id FROM delivery")).isEmpty();
    assertThat(feed(ALL, start.end(), 10).items()).isEmpty();
    String next = store("ORG1", note("2"), clock.instant());

    assertThat(ids(feed(ALL, start.end(), 10))).containsExactly(next);
  }

  /** As after a restore from a backup: the numbers are given again. */
  @Test
  void a_place_of_another_inbox_is_found_by_its_time() {
    store("ORG1", note("1"), now);
    String second = store("ORG1", note("2"), now.plusSeconds(60));
    ListPlace there = feed(ALL, null, 10).end();

    ListPlace above = new ListPlace(now.plusSeconds(30), there.id() + 1_000);
    ListPlace below = new ListPlace(now.plusSeconds(30), there.id());
    assertThat(ids(feed(ALL, above, 10))).containsExactly(second);
    assertThat(ids(feed(ALL, below, 10))).containsExactly(second);
    assertThat(ids(feed(ALL, there, 10))).isEmpty();
  }

  protected final String stored(String body) {
    return store(body);
  }

  protected final FeedPage feed(TaskFilter filter, @Nullable ListPlace after, int limit) {
    return inbox().reader().feed(new FeedQuery(filter, after, limit));
  }

  protected static List<String> ids(FeedPage page) {
    return page.items().stream().map(DeliverySummary::id).toList();
  }
}
