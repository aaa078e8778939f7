package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlersCommandTest {

  @TempDir private static Path home;
  private static AskedReceiver receiver;

  @BeforeAll
  static void start() throws Exception {
    receiver = AskedReceiver.start(home);
    receiver.deliver("note.created");
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  @Test
  void handlers_are_listed_with_what_waits_for_them() {
    Typed list = receiver.ask("handlers");
    assertThat(list.exitCode()).isZero();
    assertThat(list.out())
        .startsWith("HANDLER  STATE ")
        .containsPattern("(?m)^Bad +running +0 +0 +1 +.*never")
        .containsPattern("(?m)^Good +running +0 +0 +0$");
  }

  @Test
  void handlers_are_paused_and_resumed() {
    assertThat(receiver.ask("pause", "Good", "Bad").out())
        .isEqualTo("Handler Good is paused.%nHandler Bad is paused.%n".formatted());
    assertThat(states()).containsExactly("Bad paused", "Good paused");
    assertThat(receiver.items("resume", "Good", "Bad"))
        .extracting(each -> each.getString("handler") + " " + each.getString("status"))
        .containsExactly("Good resumed", "Bad resumed");
    assertThat(states()).containsExactly("Bad running", "Good running");
  }

  @Test
  void all_are_paused_and_resumed_at_once() {
    assertThat(receiver.ask("pause", "--all").out().lines())
        .containsExactlyInAnyOrder("Handler Good is paused.", "Handler Bad is paused.");
    assertThat(states()).containsExactly("Bad paused", "Good paused");
    assertThat(receiver.items("resume", "--all")).hasSize(2);
    assertThat(states()).containsExactly("Bad running", "Good running");
    Typed both = receiver.ask("pause", "--all", "Good");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).startsWith("Say which handlers: their names, or --all");
  }

  @Test
  void what_cannot_be_paused_is_said() {
    Typed unknown = receiver.ask("pause", "Nobody");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).startsWith("404 not-found: ").contains("Nobody");
    assertThat(receiver.askAsViewer("pause", "Good").err()).startsWith("403 forbidden: ");
    assertThat(receiver.ask("resume").exitCode()).isEqualTo(2);
  }

  @Test
  void plugins_are_listed_with_their_handlers() {
    Typed list = receiver.ask("plugins");
    assertThat(list.exitCode()).isZero();
    assertThat(list.out()).containsPattern("(?m)^test-plugin\\S* +running +(Good, Bad|Bad, Good)$");
    assertThat(receiver.items("plugins")).hasSize(1);
  }

  @Test
  void nodes_are_listed_and_which_one_answers() {
    Typed list = receiver.ask("nodes");
    assertThat(list.exitCode()).isZero();
    assertThat(list.out())
        .startsWith("NODE ")
        .containsPattern("(?m)process \\d+ +this one +\\S+ +receive,store,dispatch +0 +0$");
    assertThat(receiver.items("nodes")).hasSize(1);
  }

  private static List<String> states() {
    return receiver.items("handlers").stream()
        .map(each -> each.getString("name") + " " + each.getString("state"))
        .toList();
  }
}
