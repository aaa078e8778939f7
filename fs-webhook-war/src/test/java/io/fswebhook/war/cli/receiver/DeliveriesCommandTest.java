package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.war.cli.Typed;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeliveriesCommandTest {

  @TempDir private static Path home;
  private static AskedReceiver receiver;
  private static String note;
  private static String alert;

  @BeforeAll
  static void start() throws Exception {
    receiver = AskedReceiver.start(home);
    note = receiver.deliver("note.created");
    alert = receiver.deliver("metric.alert");
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  @Test
  void deliveries_are_listed_newest_first_with_their_most_urgent_task() {
    Typed list = receiver.ask("deliveries");
    assertThat(list.exitCode()).isZero();
    assertThat(list.err()).isEmpty();
    assertThat(
            list.out()
                .lines()
                .map(line -> line.replaceAll(" 20\\S+Z ", " TIME ").replaceAll(" +", " ")))
        .containsExactly(
            "ID RECEIVED (UTC) EVENT TASKS",
            alert + " TIME metric.alert dead Bad, succeeded Good",
            note + " TIME note.created dead Bad, succeeded Good");
  }

  @Test
  void a_filter_is_tried_on_a_delivery() {
    assertThat(receiver.ask("try-rule", "--filter", "eventName = 'note.created'", note).out())
        .startsWith("matches");
    assertThat(receiver.ask("try-rule", "--filter", "$eventName = 'note.created'", alert))
        .isEqualTo(new Typed(1, "does not match" + System.lineSeparator(), ""));
  }

  @Test
  void filters_have_the_names_of_the_api() {
    assertThat(receiver.ask("deliveries", "--event", "note.created", "--state", "dead").out())
        .contains(note)
        .doesNotContain(alert);
    Typed none = receiver.ask("deliveries", "--handler", "Good", "--state", "dead");
    assertThat(none)
        .isEqualTo(new Typed(0, "", "There are no such deliveries." + System.lineSeparator()));
  }

  /** Which it lists itself, when it is asked for another. */
  @Test
  void every_filter_of_the_api_is_an_option() {
    Set<String> options =
        new CommandLine(new DeliveriesCommand()).getCommandSpec().optionsMap().keySet();
    assertThatThrownBy(() -> receiver.client().get("deliveries?nonsense=1"))
        .isInstanceOfSatisfying(
            ReceiverProblem.class,
            problem -> {
              String names =
                  String.valueOf(problem.getMessage()).replaceFirst(".*one of (.*), was.*", "$1");
              assertThat(names.split(", "))
                  .hasSizeGreaterThan(9)
                  .allMatch(name -> options.contains("--" + name));
            });
  }

  @Test
  void a_list_is_continued_by_its_cursor() {
    var first = receiver.json("deliveries", "--limit", "1");
    assertThat(first.getJsonArray("items").getJsonObject(0).getString("id")).isEqualTo(alert);
    String cursor = first.getString("nextCursor");
    assertThat(receiver.ask("deliveries", "--limit", "1").err()).contains("--cursor " + cursor);
    assertThat(receiver.items("deliveries", "--cursor", cursor))
        .extracting(each -> each.getString("id"))
        .containsExactly(note);
  }

  @Test
  void a_wrong_filter_is_wrong_use_and_named() {
    Typed state = receiver.ask("deliveries", "--state", "broken");
    assertThat(state.exitCode()).isEqualTo(2);
    assertThat(state.err()).contains("state must be one of dead, ").contains("broken");
    Typed empty = receiver.ask("deliveries", "--handler", "");
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).startsWith("--handler must not be empty");
    assertThat(receiver.ask("deliveries", "--limit", "0").exitCode()).isEqualTo(2);
  }

  @Test
  void a_delivery_is_shown_with_its_tasks_and_attempts() {
    Typed shown = receiver.ask("delivery", note);
    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out())
        .containsPattern("Delivery: +" + note)
        .containsPattern("Event: +note.created")
        .containsPattern("Organisation: +ORG1")
        .containsPattern("(?m)^Bad +dead +1 +0$")
        .containsPattern("(?m)^20\\S+Z +Bad +\\d+ +dead +503 .*never");
  }

  @Test
  void the_body_alone_can_be_written_to_a_file() {
    assertThat(receiver.ask("delivery", note, "--body").out())
        .startsWith("{\"eventName\":\"note.created\",")
        .endsWith("}}");
  }

  @Test
  void an_unknown_delivery_is_said() {
    Typed unknown = receiver.ask("delivery", "no such?one");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).startsWith("404 not-found: ").contains("no such?one");
  }
}
