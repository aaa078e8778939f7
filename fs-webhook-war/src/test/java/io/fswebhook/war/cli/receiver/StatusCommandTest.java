package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import io.fswebhook.war.it.Eventually;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {

  @TempDir private Path home;
  private AskedReceiver receiver;

  @BeforeEach
  void start() throws Exception {
    receiver = AskedReceiver.start(home);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void a_healthy_receiver_is_0_and_a_missing_handler_1() throws Exception {
    Typed healthy = receiver.ask("status");
    assertThat(healthy.exitCode()).isZero();
    assertThat(healthy.out())
        .startsWith("Ready: deliveries are stored.")
        .containsPattern("(?m)^Version: +\\S+$")
        .contains("Received:  0.0 a minute")
        .contains("Last hour: 0 received, ", "Tasks now: 0 pending, 0 retrying, 0 dead")
        .endsWith("Nothing needs attention." + System.lineSeparator());

    receiver.deliver("note.created");
    Eventually.holds(
        "the dead letter is a warning",
        Duration.ofSeconds(60),
        () -> receiver.ask("status").out().contains("1 task is a dead letter."));
    Typed warned = receiver.ask("status");
    assertThat(warned.exitCode()).isZero();
    assertThat(warned.out()).contains(" 1 dead").containsPattern("(?m)^warn ");

    Files.delete(home.resolve("plugins/test-plugin.jar"));
    Eventually.holds(
        "a handler is missing",
        Duration.ofSeconds(60),
        () -> receiver.ask("status").exitCode() == 1);
    Typed missing = receiver.ask("status");
    assertThat(missing.out()).containsPattern("(?m)^bad +");
    JsonObject json = receiver.json("status");
    assertThat(json.getBoolean("ready")).isTrue();
    assertThat(json.getString("version")).isNotEmpty();
    assertThat(json.getJsonNumber("receivedPerMinute").doubleValue()).isBetween(0.0, 1.0);
    assertThat(json.getJsonArray("attention")).isNotEmpty();
    assertThat(json.getJsonObject("now").getInt("dead")).isEqualTo(1);
  }

  @Test
  void a_wrong_token_and_a_receiver_that_is_not_there_are_said() throws Exception {
    Path token = Files.writeString(home.resolve("wrong"), "wrong-token");
    Typed wrong = receiver.askWith(token, "status");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).startsWith("401 unauthorized: ").doesNotContain("wrong-token");
    Typed nobody =
        Typed.line("status", "--url", "http://127.0.0.1:1", "--token-file", token.toString());
    assertThat(nobody.exitCode()).isEqualTo(1);
    assertThat(nobody.err())
        .startsWith("Nothing listens at http://127.0.0.1:1")
        .doesNotContain("wrong-token");
  }
}
