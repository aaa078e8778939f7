package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After kills under load, nothing acknowledged is lost, and the inbox is checked while it receives.
 */
class CheckAfterKillIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int KILLS = 2; // KilledReceiverIT has more

  @TempDir private Path folder;

  @Test
  void what_is_stored_is_handled_and_checked_beside_receipts() throws Exception {
    Path home = Files.createDirectories(folder.resolve("fs-webhook-home"));
    RecorderPlugin recorder =
        RecorderPlugin.dropInto(home.resolve("plugins"), folder.resolve("handled.txt"));
    Files.writeString(home.resolve("fs-webhook.properties"), recorder.setting());
    KillRounds rounds = new KillRounds(this::start, recorder);
    rounds.run(KILLS);
    try (WarProcess war = start()) {
      Sender sender = new Sender(war.awaitListening().resolve("/webhook"));
      assertThat(sender.sendNote("meanwhile").statusCode()).isEqualTo(200);
      rounds.assertNothingIsLost("SQLite", KILLS);
      Eventually.holds(
          "the check is over",
          LIMIT,
          () -> sender.get("/health/ready").body().contains("\"state\":\"ok\""));
    }
  }

  private WarProcess start() throws Exception {
    return WarCommand.in(folder).withSender().start("serve", "--port", "0");
  }
}
