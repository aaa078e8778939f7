package io.fswebhook.core.inbox;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.read.ReadSource;
import io.fswebhook.core.inbox.read.StoredReader;
import io.fswebhook.core.testing.ExplainedSource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Lists and charts of an inbox with many deliveries: none goes through a whole table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LargeListsContractTest {

  protected static final int DELIVERIES = Integer.getInteger("soak.listed", 100_000);
  protected static final Instant END = Instant.parse("2026-11-08T00:00:00Z");

  /** Deliveries come at equal distances in a week. */
  protected static final long STEP_MILLIS = Duration.ofDays(7).toMillis() / DELIVERIES;

  private static final Instant BEGINNING = END.minus(Duration.ofDays(7));

  private @Nullable ReadSource source;

  /** Fills an inbox: two tasks and attempts each, every 50th dead, some pending, activity. */
  protected abstract ReadSource filled() throws Exception;

  /** What asks the database for a plan. */
  protected abstract String explain();

  /** Whether a line of a plan goes through a whole large table. */
  protected abstract boolean scansTable(String line);

  @BeforeAll
  void fill() throws Exception {
    source = filled();
  }

  @AfterAll
  void close() {
    if (source != null) {
      source.close();
    }
  }

  private static Map<String, Function<InboxReader, Object>> questions() {
    Instant middle = END.minus(Duration.ofDays(3));
    Map<String, Function<InboxReader, Object>> questions = new LinkedHashMap<>();
    questions.put("first page", list(ALL, null));
    questions.put("page in the middle", list(ALL, DELIVERIES / 2L));
    questions.put("event", list(ALL.ofEvent("event.3"), null));
    questions.put("event that never came", list(ALL.ofEvent("none"), null));
    questions.put("webhooks", list(ALL.ofSource(DeliverySource.WEBHOOK), null));
    questions.put(
        "streams, of which there are none", list(ALL.ofSource(DeliverySource.STREAM), null));
    questions.put(
        "kinds of errors of streams",
        reader -> reader.errorGroups(ALL.ofSource(DeliverySource.STREAM)));
    questions.put("organisation", list(ALL.ofOrganisation("ORG1"), null));
    questions.put("handler", list(ALL.atHandler("b"), null));
    questions.put("handler that is not there", list(ALL.atHandler("none"), null));
    questions.put("dead", list(ALL.inState(TaskState.DEAD), null));
    questions.put("dead, later page", list(ALL.inState(TaskState.DEAD), 50_000L));
    questions.put(
        "dead at a handler without any", list(ALL.inState(TaskState.DEAD).atHandler("a"), null));
    questions.put("one kind of error", list(ALL.inState(TaskState.DEAD).withError(3), null));
    questions.put("kinds of errors", reader -> reader.errorGroups(ALL));
    questions.put("kinds of errors of a handler", reader -> reader.errorGroups(ALL.atHandler("b")));
    questions.put(
        "kinds of errors of an event", reader -> reader.errorGroups(ALL.ofEvent("event.2")));
    questions.put(
        "kinds of errors of an hour",
        reader -> reader.errorGroups(ALL.received(middle, middle.plusSeconds(3600))));
    questions.put("operations", reader -> reader.operations(null, 50));
    questions.put("pending", list(ALL.inState(TaskState.PENDING), null));
    questions.put("retrying, of which there are none", list(ALL.inState(TaskState.RETRYING), null));
    questions.put(
        "an hour in the middle", list(ALL.received(middle, middle.plusSeconds(3600)), null));
    questions.put("before the first", list(ALL.received(null, BEGINNING), null));
    questions.put("text that is often there", list(ALL.withText("needle7"), null));
    questions.put("text that is not there", list(ALL.withText("no such text"), null));
    questions.put("one delivery", reader -> reader.delivery("id" + DELIVERIES / 2));
    questions.put("tasks by handler and state", InboxReader::backlog);
    questions.put("rejections", reader -> reader.rejections(new RejectionQuery(null, null, 50)));
    questions.put("audit", reader -> reader.audit(null, 50));
    questions.put("chart of an hour", chart(Duration.ofHours(1), Duration.ofMinutes(1)));
    questions.put("chart of a day", chart(Duration.ofDays(1), Duration.ofMinutes(10)));
    questions.put("chart of a week", chart(Duration.ofDays(7), Duration.ofHours(1)));
    return questions;
  }

  private static Function<InboxReader, Object> list(TaskFilter filter, @Nullable Long before) {
    return reader -> reader.deliveries(new DeliveryQuery(filter, before, 50));
  }

  private static Function<InboxReader, Object> chart(Duration range, Duration step) {
    return reader -> reader.activity(END.minus(range), END, step);
  }

  @Test
  void no_list_and_no_chart_goes_through_a_whole_table() {
    ExplainedSource explained = new ExplainedSource(opened(), explain());
    StoredReader reader = new StoredReader(explained);
    questions()
        .forEach(
            (name, question) -> {
              assertThat(question.apply(reader)).isNotNull();
              List<String> plan = explained.takePlan();
              assertThat(plan).as(name).isNotEmpty();
              assertThat(plan.stream().filter(this::scansTable)).as(name).isEmpty();
            });
  }

  @Test
  void what_is_asked_is_found() {
    InboxReader reader = new StoredReader(opened());

    assertThat(page(reader, ALL.inState(TaskState.DEAD)).items()).hasSize(50);
    assertThat(page(reader, ALL.ofEvent("event.3")).items())
        .hasSize(50)
        .allMatch(delivery -> delivery.eventName().equals("event.3"));
    assertThat(reader.backlog().byHandler())
        .isEqualTo(Map.of("b", new Backlog.Tasks(100, 0, DELIVERIES / 50 - 2)));
    ErrorGroups groups = reader.errorGroups(ALL);
    assertThat(groups.searchedTo()).isNull();
    assertThat(groups.items()).hasSize(7);
    assertThat(groups.items().stream().mapToLong(ErrorGroup::count).sum())
        .isEqualTo(DELIVERIES / 50 - 2);
    ErrorGroup first = groups.items().get(0);
    assertThat(page(reader, ALL.inState(TaskState.DEAD).withError(first.error())).items())
        .extracting(DeliverySummary::id)
        .first()
        .isEqualTo(first.deliveryId());
    assertThat(reader.operations(null, 50).items())
        .singleElement()
        .extracting(BulkOperation::result)
        .isEqualTo(new BulkOperation.Result(100, 0, 0));
    List<ActivityStep> week = reader.activity(BEGINNING, END, Duration.ofHours(1));
    assertThat(week).hasSize(7 * 24).allMatch(step -> step.received() == 2 * 60);
    assertThat(week.get(0).pending()).isEqualTo(1L);
  }

  @Test
  void a_search_that_finds_nothing_says_how_far_it_looked_and_goes_on() {
    InboxReader reader = new StoredReader(opened());
    Long before = null;
    int calls = 0;
    do {
      DeliveryPage page =
          reader.deliveries(new DeliveryQuery(ALL.withText("no such text"), before, 50));
      assertThat(page.items()).isEmpty();
      assertThat(page.searchedTo() == null).isEqualTo(page.next() == null);
      assertThat(before == null || page.next() == null || page.next() < before).isTrue();
      before = page.next();
      calls++;
    } while (before != null);

    System.out.println("MEASURED calls to search all of " + DELIVERIES + " bodies: " + calls);
  }

  private static DeliveryPage page(InboxReader reader, TaskFilter filter) {
    return reader.deliveries(new DeliveryQuery(filter, null, 50));
  }

  private ReadSource opened() {
    if (source == null) {
      throw new IllegalStateException("not filled");
    }
    return source;
  }
}
