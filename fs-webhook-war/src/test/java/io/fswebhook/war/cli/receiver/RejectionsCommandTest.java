package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import io.fswebhook.war.it.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectionsCommandTest {

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
  void without_any_it_is_said() {
    assertThat(receiver.ask("rejections").err()).startsWith("There are no such rejections.");
    assertThat(receiver.ask("explain").exitCode()).isEqualTo(1);
  }

  @Test
  void a_rejected_request_is_listed_and_explained() throws Exception {
    receiver.reject();
    Eventually.holds(
        "it is recorded", Duration.ofSeconds(60), () -> receiver.items("rejections").size() == 1);
    String id = receiver.items("rejections").get(0).getString("id");

    assertThat(receiver.ask("rejections", "--reason", "mismatch").out())
        .containsPattern("(?m)^" + id + " +20\\S+Z +127.0.0.1 +mismatch +");
    assertThat(receiver.ask("rejections", "--reason", "too-old").out()).isEmpty();
    assertThat(receiver.ask("rejections", "--reason", "nonsense").exitCode()).isEqualTo(2);

    Typed explained = receiver.ask("explain", id);
    assertThat(explained.exitCode()).isZero();
    assertThat(explained.out()).containsPattern("Reason: +mismatch").contains("secret");
    assertThat(receiver.ask("explain").out()).isEqualTo(explained.out());
    assertThat(receiver.json("explain").getString("id")).isEqualTo(id);
    assertThat(receiver.ask("explain", "x").err()).startsWith("404 not-found: ");
  }
}
