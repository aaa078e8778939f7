package io.fswebhook.core.inbox;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.core.failure.InboxUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every inbox shows of what is stored. */
public abstract class ReaderContractTest extends StoredFixture {

  @Test
  void a_list_shows_the_youngest_first_with_what_became_of_each() {
    String first = store("ORG1", note("1"), now, "b", "a");
    String second = store("ORG2", segment("1"), now.plusSeconds(1));
    record(claim("a"), TaskState.DEAD);
    done(inbox().controls());

    DeliveryPage page = page(ALL, null, null, 10);

    assertThat(page.next()).isNull();
    assertThat(page.searchedTo()).isNull();
    assertThat(page.items()).extracting(DeliverySummary::id).containsExactly(second, first);
    DeliverySummary oldest = page.items().get(1);
    assertThat(oldest.eventName()).isEqualTo("note.created");
    assertThat(oldest.orgId()).isEqualTo("ORG1");
    assertThat(oldest.receivedAt()).isEqualTo(now);
    assertThat(oldest.signedAt()).isEqualTo(Instant.ofEpochSecond(now.getEpochSecond()));
    assertThat(oldest.size()).isEqualTo(note("1").length());
    assertThat(oldest.test()).isFalse();
    assertThat(oldest.tasks())
        .extracting(task -> task.handler() + " " + task.state().code())
        .containsExactly("a dead", "b pending");
    assertThat(oldest.tasks().get(0).dueAt()).isNull();
    assertThat(oldest.tasks().get(1).dueAt()).isNotNull();
    assertThat(page.items().get(0).tasks()).isEmpty();
  }

  @Test
  void pages_follow_each_other_without_gap_or_repetition() {
    List<String> ids = new ArrayList<>(storeMany(25));
    List<String> seen = new ArrayList<>();
    Long before = null;
    do {
      DeliveryPage page = page(ALL, null, before, 10);
      page.items().forEach(delivery -> seen.add(0, delivery.id()));
      before = page.next();
    } while (before != null);

    assertThat(seen).containsExactlyElementsOf(ids);
  }

  @Test
  void a_filter_applies_with_all_that_it_says() {
    String note = store("ORG1", note("1"), now, "a", "b");
    String segment = store("ORG1", segment("1"), now.plusSeconds(5), "a");
    String other = store("ORG2", note("2"), now.plusSeconds(10), "a");
    record(claim("a"), TaskState.DEAD);
    done(inbox().controls());

    assertThat(ids(ALL.ofEvent("segment.created"))).containsExactly(segment);
    assertThat(ids(ALL.ofOrganisation("ORG2"))).containsExactly(other);
    assertThat(ids(ALL.atHandler("b"))).containsExactly(note);
    assertThat(ids(ALL.inState(TaskState.DEAD))).containsExactly(note);
    assertThat(ids(ALL.inState(TaskState.DEAD).atHandler("b"))).isEmpty();
    assertThat(ids(ALL.inState(TaskState.PENDING))).containsExactly(other, segment, note);
    assertThat(ids(ALL.inState(TaskState.PENDING).atHandler("a"))).containsExactly(other, segment);
    assertThat(ids(ALL.received(now.plusSeconds(5), null))).containsExactly(other, segment);
    assertThat(ids(ALL.received(null, now.plusSeconds(5)))).containsExactly(note);
    assertThat(ids(ALL.received(now.plusSeconds(1), now.plusSeconds(6)))).containsExactly(segment);
    assertThat(ids(ALL.received(now.plusSeconds(60), null))).isEmpty();
    assertThat(ids(ALL.received(null, now))).isEmpty();
    assertThat(ids(ALL.ofEvent("no\0event"))).isEmpty();
  }

  @Test
  void what_came_while_a_clock_was_wrong_is_found_by_its_time() {
    String early = store("ORG1", note("1"), now.plusSeconds(3600), "a");
    String late = store("ORG1", note("2"), now, "a");

    assertThat(ids(ALL.received(now.plusSeconds(1800), null))).containsExactly(early);
    assertThat(ids(ALL.received(null, now.plusSeconds(1800)))).containsExactly(late);
  }

  @Test
  void a_text_in_the_body_is_found_whatever_its_case() {
    String found = store(note("Größe-AbC"), "a");
    store(note("other"), "a");

    assertThat(page(ALL, "größe-aBc", null, 10).items())
        .extracting(DeliverySummary::id)
        .containsExactly(found);
    assertThat(page(ALL, "%", null, 10).items()).isEmpty();
    assertThat(page(ALL, "\0", null, 10).items()).isEmpty();
  }

  /** Letters outside ASCII have to be as they stand in the body, by one rule on every database. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ÄRGER",
        "Ärger",
        "Привет",
        "ПРИВЕТ",
        "ΑΘΗΝΑΣ",
        "αθηνας",
        "İSTANBUL",
        "ıstanbul",
        "STRASSE ẞ",
        "K",
        "日本語",
        "𐐀𐐨",
        "a\u0308",
        "\\u00C4rger"
      })
  void a_text_is_found_as_it_stands_in_the_body_whatever_the_case_of_its_ascii_letters(
      String text) {
    String found = store(note("x" + text + "y"), "a");

    for (String typed : List.of(text, ascii(text, 'a', 'z', -32), ascii(text, 'A', 'Z', 32))) {
      assertThat(page(ALL, typed, null, 10).items())
          .as(typed)
          .extracting(DeliverySummary::id)
          .containsExactly(found);
    }
  }

  @Test
  void letters_outside_ascii_are_not_folded() {
    store(note("ärger \u0130 \u212A ß"), "a");

    for (String text : List.of("Ärger", "i\u0307", "K ß", "ss", "SS")) {
      assertThat(page(ALL, text, null, 10).items()).as(text).isEmpty();
    }
  }

  private static String ascii(String text, char from, char to, int shift) {
    return text.chars()
        .map(c -> c >= from && c <= to ? c + shift : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void dead_ones_go_on_from_page_to_page() {
    List<String> ids = storeMany(12);
    claimAll("a").forEach(task -> record(task, TaskState.DEAD));
    done(inbox().controls());

    DeliveryPage first = page(ALL.inState(TaskState.DEAD), null, null, 7);
    DeliveryPage second = page(ALL.inState(TaskState.DEAD), null, first.next(), 7);

    assertThat(first.items()).hasSize(7);
    assertThat(second.items())
        .extracting(DeliverySummary::id)
        .containsExactly(ids.get(4), ids.get(3), ids.get(2), ids.get(1), ids.get(0));
    assertThat(second.next()).isNull();
  }

  @Test
  void a_delivery_is_shown_with_all_that_is_known_of_it() {
    String id = store(note("1"), "a", "b");
    record(claim("a"), TaskState.RETRYING);
    record(claim("a"), TaskState.SUCCEEDED);
    replay(ALL.atHandler("a"));
    record(claim("a"), TaskState.DEAD);
    done(inbox().controls());

    DeliveryDetail detail = inbox().reader().delivery(id).orElseThrow();

    assertThat(detail.summary().id()).isEqualTo(id);
    assertThat(detail.body()).asString(StandardCharsets.UTF_8).isEqualTo(note("1"));
    ReceivedWith with = detail.receivedWith();
    assertThat(with.address()).isEqualTo("127.0.0.1");
    assertThat(with.headers()).containsOnlyKeys("Fullstory-Signature");
    assertThat(with.headers().get("Fullstory-Signature"))
        .startsWith("o:ORG1,t:" + now.getEpochSecond() + ",v:")
        .endsWith("…[44 characters]");
    assertThat(detail.attempts()).containsOnlyKeys("a");
    List<AttemptRecord> attempts = detail.attempts().getOrDefault("a", List.of());
    assertThat(attempts)
        .extracting(
            attempt -> attempt.replay() + "." + attempt.number() + " " + attempt.outcome().code())
        .containsExactly("0.1 retrying", "0.2 succeeded", "1.1 dead");
    AttemptRecord failed = attempts.get(0);
    assertThat(failed.error()).isEqualTo("down");
    assertThat(failed.startedAt()).isEqualTo(now);
    assertThat(failed.duration()).isEqualTo(Duration.ofMillis(5));
    assertThat(inbox().reader().delivery("no such\0one")).isEmpty();
  }

  @Test
  void tasks_are_counted_by_handler_and_state_and_a_list_has_as_many() {
    store(note("1"), "a", "b");
    store(note("2"), "a");
    store(note("3"), "c");
    store(note("4"), "a");
    store(note("5"), "d");
    record(claim("c"), TaskState.SUCCEEDED);
    record(claim("a"), TaskState.RETRYING, Duration.ofHours(1));
    record(claim("d"), TaskState.DEAD);
    claim("a");
    done(inbox().controls());

    Backlog backlog = inbox().reader().backlog();

    assertThat(backlog.byHandler())
        .isEqualTo(
            Map.of(
                "a", new Backlog.Tasks(2, 1, 0),
                "b", new Backlog.Tasks(1, 0, 0),
                "d", new Backlog.Tasks(0, 0, 1)));
    assertThat(backlog.all()).isEqualTo(new Backlog.Tasks(3, 1, 1));
    assertThat(backlog.dueSince()).containsOnlyKeys("a", "b");
    for (String handler : List.of("a", "b", "c", "d")) {
      for (TaskState state : List.of(TaskState.PENDING, TaskState.RETRYING, TaskState.DEAD)) {
        assertThat(ids(ALL.atHandler(handler).inState(state)))
            .as(handler + " " + state)
            .hasSize((int) number(backlog.of(handler), state));
      }
    }
  }

  private static long number(Backlog.Tasks tasks, TaskState state) {
    return switch (state) {
      case PENDING -> tasks.pending();
      case RETRYING -> tasks.retrying();
      default -> tasks.dead();
    };
  }

  @Test
  void what_was_in_hand_and_is_retrying_is_counted_as_the_list_has_it() {
    store(note("1"), "a");
    record(claim("a"), TaskState.RETRYING);
    claim("a");

    assertThat(inbox().reader().backlog().of("a")).isEqualTo(new Backlog.Tasks(0, 1, 0));
    assertThat(ids(ALL.inState(TaskState.RETRYING))).hasSize(1);
  }

  @Test
  void rejections_are_shown_page_by_page_and_one_by_one() {
    inbox()
        .operations()
        .keep(List.of(rejection("missing"), rejection("mismatch"), rejection("missing")), 10);
    assertThat(rejections(10)).hasSize(3);

    RejectionPage first = inbox().reader().rejections(new RejectionQuery(null, null, 2));
    RejectionPage second = inbox().reader().rejections(new RejectionQuery(null, first.next(), 2));

    assertThat(first.items()).hasSize(2);
    assertThat(second.items()).hasSize(1);
    assertThat(second.next()).isNull();
    assertThat(inbox().reader().rejections(new RejectionQuery("mismatch", null, 2)).items())
        .extracting(kept -> kept.rejection().reason())
        .containsExactly("mismatch");
    long id = second.items().get(0).id();
    assertThat(inbox().reader().rejection(id).orElseThrow().rejection().reason())
        .isEqualTo("missing");
    assertThat(inbox().reader().rejection(-1)).isEmpty();
  }

  @Test
  void what_operators_did_is_on_disk_and_shown_the_youngest_first() {
    for (int i = 1; i <= 3; i++) {
      done(
          inbox()
              .operations()
              .audit(new AuditRecord("anna", "operator", "pause", "handler h" + i, null)));
    }
    done(inbox().operations().audit(new AuditRecord("a\0", "operator", "replay", "x", "3 of 4")));

    AuditPage first = inbox().reader().audit(null, 2);
    AuditPage second = inbox().reader().audit(first.next(), 2);

    assertThat(first.items())
        .extracting(entry -> entry.what().target())
        .containsExactly("x", "handler h3");
    assertThat(first.items().get(0).what().detail()).isEqualTo("3 of 4");
    assertThat(first.items().get(0).at()).isEqualTo(now);
    assertThat(second.items())
        .extracting(entry -> entry.what().target())
        .containsExactly("handler h2", "handler h1");
    assertThat(second.next()).isNull();
  }

  @Test
  void a_closed_inbox_says_so() {
    inbox().close();

    assertThatThrownBy(() -> inbox().reader().backlog())
        .isInstanceOf(InboxUnavailableException.class);
  }

  private DeliveryPage page(
      TaskFilter filter, @Nullable String text, @Nullable Long before, int limit) {
    TaskFilter all = text == null ? filter : filter.withText(text);
    return inbox().reader().deliveries(new DeliveryQuery(all, before, limit));
  }

  private List<String> ids(TaskFilter filter) {
    return page(filter, null, null, 10).items().stream().map(DeliverySummary::id).toList();
  }

  private Rejection rejection(String reason) {
    return new Rejection(now, "10.0.0.1", reason, null, null, 0, null, 0, null, List.of());
  }
}
