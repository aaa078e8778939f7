package io.fswebhook.core.inbox;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A claim goes from key to key, however many tasks or keys there are. */
@Tag("long")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class LargeOrderContractTest extends StoredFixture {

  protected static final int TASKS = Integer.getInteger("soak.ordered", 60_000);

  /** Tasks of one key; a task of each key; keys whose first task waits for its retry. */
  private static final List<String> HANDLERS = List.of("one", "many", "waiting");

  private static final int LIMIT = 100;
  private static final int ROUNDS = 20;

  protected abstract void execute(String sql);

  /** A table {@code n} with a column {@code i} from 1 to a number, in front of a SELECT. */
  protected abstract String numbers(int upTo);

  /** The statement by which claims look for the first tasks of keys, with its plan. */
  protected abstract List<String> plan(String handler) throws Exception;

  protected abstract boolean goesThroughTable(String line);

  private void fill() {
    long late = clock.millis() + Duration.ofDays(1).toMillis();
    execute(
        "INSERT INTO delivery (seq, id, duplicate_key, signature_key, event_name, received_at, test,"
            + " address, headers, body) "
            + numbers(TASKS)
            + " SELECT i, 'id' || i, "
            + bytes("'d' || i")
            + ", "
            + bytes("'d' || i")
            + ", 'note.created', 1, 0, '10.0.0.1', '', "
            + bytes("'{}'")
            + " FROM n");
    task("one", "'pending'", "1", "1");
    task("many", "'pending'", "1", "seq");
    task(
        "waiting",
        "CASE WHEN seq % 2 = 1 THEN 'retrying' ELSE 'pending' END",
        "CASE WHEN seq % 2 = 1 THEN " + late + " ELSE 1 END",
        "(seq + 1) / 2");
    execute("ANALYZE");
  }

  protected abstract String bytes(String text);

  private void task(String handler, String state, String dueAt, String key) {
    execute(
        "INSERT INTO task (delivery_seq, handler, state, attempts, due_at, order_key) SELECT seq, '"
            + handler
            + "', "
            + state
            + ", 0, "
            + dueAt
            + ", "
            + key
            + " FROM delivery");
  }

  @Test
  void claims_look_at_a_bounded_number_of_tasks() throws Exception {
    fill();
    reopen(RETENTION); // continues after them
    for (String handler : HANDLERS) {
      List<String> plan = plan(handler);
      assertThat(plan).as(handler).anyMatch(line -> line.contains("task_order"));
      assertThat(plan.stream().filter(this::goesThroughTable)).as(handler).isEmpty();
    }
    assertThat(measured("one")).hasSize(ROUNDS);
    assertThat(measured("many")).hasSize(ROUNDS * LIMIT).doesNotHaveDuplicates();
    assertThat(measured("waiting")).isEmpty();

    String free = storeFree();
    List<HandlerTask> found = new ArrayList<>();
    for (int i = 0; found.isEmpty() && i < TASKS; i++) {
      found.addAll(done(inbox().claimInOrder("waiting", LIMIT, false)).tasks());
    }
    assertThat(found).extracting(task -> task.delivery().id()).containsExactly(free);
  }

  private String storeFree() {
    FilterAnswers answers = new FilterAnswers(List.of(), List.of(), Map.of("waiting", 77L << 40));
    String id =
        done(inbox()
                .store(
                    parsed("ORG1", note("free"), now).answered(answers.stored()),
                    List.of("waiting"),
                    sink))
            .id();
    awaitTables();
    return id;
  }

  /** What is claimed in some rounds; each succeeds before the next. */
  private List<String> measured(String handler) {
    List<String> claimed = new ArrayList<>();
    long began = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      List<HandlerTask> tasks = done(inbox().claimInOrder(handler, LIMIT, true)).tasks();
      tasks.forEach(task -> record(task, TaskState.SUCCEEDED));
      tasks.forEach(task -> claimed.add(task.delivery().id()));
    }
    System.out.printf(
        "MEASURED of %,d ordered tasks, %s: %,d claimed in %d claims, %.1f ms each%n",
        TASKS, handler, claimed.size(), ROUNDS, (System.nanoTime() - began) / 1e6 / ROUNDS);
    return claimed;
  }
}
