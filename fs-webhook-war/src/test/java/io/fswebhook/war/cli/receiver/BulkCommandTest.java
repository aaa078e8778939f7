package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import io.fswebhook.war.it.Eventually;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkCommandTest {

  @TempDir private Path home;
  private AskedReceiver receiver;
  private String note;
  private String alert;

  @BeforeEach
  void start() throws Exception {
    receiver = AskedReceiver.start(home);
    note = receiver.deliver("note.created");
    alert = receiver.deliver("metric.alert");
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void dead_letters_are_replayed_after_a_question_with_their_number() throws Exception {
    Typed declined = receiver.answering("n\n", "replay", "--state", "dead");
    assertThat(declined.exitCode()).isEqualTo(1);
    assertThat(declined.err())
        .startsWith("Replay 2 deliveries (tasks: 2 dead)? [y/N] ")
        .contains("Nothing was done.");
    assertThat(attempts(note)).isEqualTo(1);
    Typed script = receiver.answering("", "replay", "--state", "dead");
    assertThat(script.exitCode()).isEqualTo(2);
    assertThat(script.err()).contains("Nothing was done, since nobody answered. Add --yes");
    assertThat(attempts(note)).isEqualTo(1);

    Typed done = receiver.answering("y\n", "replay", "--state", "dead");
    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).matches("Operation \\d+ is done: 2 tasks changed.\\R");
    Eventually.holds(
        "both are attempted again",
        Duration.ofSeconds(60),
        () -> attempts(note) == 2 && attempts(alert) == 2);
  }

  @Test
  void ids_name_deliveries_and_a_dry_run_only_counts() throws Exception {
    Typed counted = receiver.ask("replay", note, note, "--dry-run", "--to", "Good");
    assertThat(counted)
        .isEqualTo(
            new Typed(
                0,
                "It would replay 1 delivery (tasks: 1 dead, 1 succeeded)." + System.lineSeparator(),
                ""));
    assertThat(attempts(note)).isEqualTo(1);

    var operation = receiver.json("replay", note, "--handler", "Bad", "--yes");
    assertThat(operation.getString("state")).isEqualTo("done");
    assertThat(operation.getInt("done")).isEqualTo(1);
    Eventually.holds("it is attempted again", Duration.ofSeconds(60), () -> attempts(note) == 2);
    assertThat(attempts(alert)).isEqualTo(1);
  }

  @Test
  void deliveries_are_deleted_for_good() {
    assertThat(receiver.answering("n\n", "delete", note).err())
        .startsWith("Delete 1 delivery (tasks: 1 dead, 1 succeeded)? [y/N] ");

    Typed done = receiver.ask("delete", note, "--yes");

    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).matches("Operation \\d+ is done: 1 delivery deleted.\\R");
    assertThat(receiver.ask("delivery", note).exitCode()).isEqualTo(1);
    assertThat(receiver.ask("delivery", alert).exitCode()).isZero();
  }

  @Test
  void dead_letters_are_discarded() {
    assertThat(receiver.ask("discard", "--event", "note.created", "--yes").exitCode()).isZero();
    assertThat(receiver.states(note)).isEqualTo(List.of("Bad discarded", "Good succeeded"));
    assertThat(receiver.states(alert)).isEqualTo(List.of("Bad dead", "Good succeeded"));
    Typed none = receiver.ask("discard", "--event", "note.created");
    assertThat(none.exitCode()).isZero();
    assertThat(none.err()).contains("nothing to discard");
  }

  @Test
  void nothing_is_replayed_that_was_not_named() {
    Typed all = receiver.ask("replay", "--yes");
    assertThat(all.exitCode()).isEqualTo(2);
    assertThat(all.err()).startsWith("Say which deliveries");
    assertThat(receiver.ask("replay", "--yes", "--handler", "").exitCode()).isEqualTo(2);
    assertThat(receiver.ask("discard", "--yes", "--all", "--event", "x").exitCode()).isEqualTo(2);
    Typed unknown = receiver.ask("replay", "--handler", "Godo", "--yes");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("There is no handler \"Godo\"; known handlers: Bad, Good");
    Typed viewer = receiver.askAsViewer("replay", "--all", "--yes");
    assertThat(viewer.exitCode()).isEqualTo(1);
    assertThat(viewer.err()).startsWith("403 forbidden: ");
    assertThat(attempts(note)).isEqualTo(1);
  }

  /** Of the handler Bad. */
  private int attempts(String id) {
    return receiver
        .json("delivery", id)
        .getJsonArray("tasks")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(task -> task.getString("handler").equals("Bad"))
        .mapToInt(task -> task.getJsonArray("history").size())
        .sum();
  }
}
