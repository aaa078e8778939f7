package io.fswebhook.core.inbox;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every inbox tells of the errors of tasks. */
public abstract class ErrorsContractTest extends StoredFixture {

  @Test
  void a_list_has_the_last_error_of_what_failed_also_after_a_restart() {
    store(note("1"), "a", "b", "c");
    record(claim("a"), TaskState.RETRYING);
    die(claim("a"), "gone for good");
    record(claim("b"), TaskState.RETRYING, Duration.ofHours(1));
    record(claim("c"), TaskState.RETRYING);
    record(claim("c"), TaskState.SUCCEEDED);
    reopen(RETENTION);

    assertThat(page(ALL).get(0).tasks())
        .extracting(task -> task.handler() + " " + task.error())
        .containsExactly("a gone for good", "b down", "c null");

    replay(ALL.atHandler("a"));
    assertThat(page(ALL.atHandler("a")).get(0).tasks().get(0).error()).isNull();
  }

  @Test
  void dead_letters_are_grouped_by_handler_and_kind_of_error() {
    for (int i = 0; i < 5; i++) {
      store("ORG1", i == 4 ? segment("s") : note("n" + i), now.plusSeconds(i), "a", "b");
      clock.advance(Duration.ofMinutes(1));
      die(claim("a"), "HTTP " + (i % 2 == 0 ? 503 : 404) + " for " + i);
    }
    die(claim("b"), "HTTP 503 for 77");
    reopen(RETENTION);

    ErrorGroups groups = inbox().reader().errorGroups(ALL);

    assertThat(groups.searchedTo()).isNull();
    assertThat(groups.items())
        .extracting(group -> group.handler() + " " + group.count() + " " + group.text())
        .containsExactly("a 3 HTTP 503 for 4", "a 2 HTTP 404 for 3", "b 1 HTTP 503 for 77");
    ErrorGroup first = groups.items().get(0);
    assertThat(first.error()).isEqualTo(groups.items().get(2).error());
    String times = "SELECT %s(failed_at) FROM task WHERE handler = 'a' AND fingerprint = ";
    assertThat(query(times.formatted("min") + first.error()))
        .containsExactly(String.valueOf(first.firstAt().toEpochMilli()));
    assertThat(query(times.formatted("max") + first.error()))
        .containsExactly(String.valueOf(first.lastAt().toEpochMilli()));
    assertThat(ids(ALL.inState(TaskState.DEAD).atHandler("a").withError(first.error())))
        .hasSize(3)
        .first()
        .isEqualTo(first.deliveryId());
    assertThat(groups(ALL.atHandler("b"))).containsExactly("b 1 HTTP 503 for 77");
    assertThat(groups(ALL.ofEvent("note.created")))
        .containsExactly("a 2 HTTP 404 for 3", "a 2 HTTP 503 for 2", "b 1 HTTP 503 for 77");
    assertThat(groups(ALL.received(now.plusSeconds(4), null)))
        .containsExactly("a 1 HTTP 503 for 4");
    assertThat(groups(ALL.received(null, now.plusSeconds(1)).atHandler("a")))
        .containsExactly("a 1 HTTP 503 for 0");
    assertThat(groups(ALL.withText("\"n3\""))).containsExactly("a 1 HTTP 404 for 3");
    assertThat(groups(ALL.withError(first.error()).atHandler("a")))
        .containsExactly("a 3 HTTP 503 for 4");

    replay(ALL.atHandler("a"));
    assertThat(groups(ALL)).containsExactly("b 1 HTTP 503 for 77");
  }

  private List<String> groups(TaskFilter filter) {
    return inbox().reader().errorGroups(filter).items().stream()
        .map(group -> group.handler() + " " + group.count() + " " + group.text())
        .toList();
  }

  private List<DeliverySummary> page(TaskFilter filter) {
    return inbox().reader().deliveries(new DeliveryQuery(filter, null, 10)).items();
  }

  private List<String> ids(TaskFilter filter) {
    return page(filter).stream().map(DeliverySummary::id).toList();
  }
}
