package io.fswebhook.war.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL under load, at random moments: what was answered 200 is handled after the restart. */
@Tag("long")
class KilledReceiverIT {

  @TempDir private Path folder;
  private Path home;
  private RecorderPlugin recorder;

  @BeforeEach
  void prepareHome() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    recorder = RecorderPlugin.dropInto(home.resolve("plugins"), folder.resolve("handled.txt"));
    Files.writeString(home.resolve("fs-webhook.properties"), recorder.setting() + "\n");
  }

  @Test
  void on_sqlite_whatever_was_answered_200_is_handled() throws Exception {
    int kills = Soak.kills(10);
    KillRounds rounds = new KillRounds(() -> receiver().start("serve", "--port", "0"), recorder);
    rounds.run(kills);
    rounds.assertNothingIsLostAfterAStart("SQLite", kills);
  }

  @Test
  void on_postgresql_whatever_was_answered_200_is_handled() throws Exception {
    int kills = Soak.kills(5);
    try (PostgresServer postgres = PostgresServer.in(folder)) {
      KillRounds rounds =
          new KillRounds(
              () ->
                  receiver()
                      .java("-Dfs.webhook.inbox.url=" + postgres.url())
                      .java("-Dfs.webhook.inbox.username=postgres")
                      .start("serve", "--port", "0"),
              recorder);
      rounds.run(kills);
      rounds.assertNothingIsLostAfterAStart("PostgreSQL", kills);
    }
  }

  private WarCommand receiver() {
    return WarCommand.in(folder).withSender().java("-Dfs.webhook.home=" + home);
  }
}
