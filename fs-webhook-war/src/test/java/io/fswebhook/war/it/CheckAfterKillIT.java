package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a kill, what is stored is checked while deliveries are received. */
class CheckAfterKillIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void what_is_stored_is_checked_beside_receipts() throws Exception {
    try (WarProcess killed = start()) {
      assertThat(sender(killed).sendNote("before").statusCode()).isEqualTo(200);
    }
    try (WarProcess war = start()) {
      Sender sender = sender(war);
      assertThat(sender.sendNote("meanwhile").statusCode()).isEqualTo(200);
      Eventually.holds(
          "the check is over",
          LIMIT,
          () -> sender.get("/health/ready").body().contains("\"state\":\"ok\""));
    }
  }

  private WarProcess start() throws Exception {
    return WarCommand.in(folder)
        .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
        .start("serve", "--port", "0");
  }

  private static Sender sender(WarProcess war) throws Exception {
    return new Sender(war.awaitListening().resolve("/webhook"));
  }
}
