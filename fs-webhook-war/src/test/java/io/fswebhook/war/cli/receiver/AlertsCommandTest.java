package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import io.fswebhook.war.it.Eventually;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsCommandTest {

  @TempDir private static Path home;
  private static AskedReceiver receiver;

  @BeforeAll
  static void start() throws Exception {
    receiver = AskedReceiver.start(home);
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  @Test
  void an_alert_is_listed_and_acknowledged() throws Exception {
    Typed none = receiver.askAsViewer("alerts");
    assertThat(none.exitCode()).isZero();
    assertThat(none.err()).isEqualTo("There are no open alerts.%n".formatted());

    receiver.ask("pause", "Good");
    Eventually.holds("it is open", Duration.ofSeconds(30), () -> !open().isEmpty());
    String id = open().get(0).getString("id");
    Typed done = receiver.ask("alerts", "acknowledge", id, "--note", "on it");
    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).startsWith("Alert " + id + " is acknowledged: Good is paused.");

    assertThat(receiver.askAsViewer("alerts").out())
        .startsWith("ID ")
        .containsPattern("(?m)^" + id + " .* open +handler-paused +Good is paused[.] +by ann$");
    assertThat(open().get(0).getJsonObject("acknowledged").getString("note")).isEqualTo("on it");
  }

  @Test
  void what_cannot_be_acknowledged_is_said() {
    Typed unknown = receiver.ask("alerts", "acknowledge", "99999");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).startsWith("404 not-found: ").contains("99999");
    assertThat(receiver.ask("alerts", "acknowledge").exitCode()).isEqualTo(2);
  }

  private static List<JsonObject> open() {
    return receiver.items("alerts");
  }
}
