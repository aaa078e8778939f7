package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A delivery that was answered 503 though it may have been stored: sent again it is answered 200,
 * and then it is handled without a restart and without other traffic, also when its handler had
 * nothing else to do for long.
 */
@EnabledOnOs(OS.LINUX) // signals, setpriv
@Tag("long")
class UnknownOutcomeIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Handlers look again every 15 seconds, whatever they believe; a busy machine takes longer. */
  private static final Duration HANDLED_WITHIN = Duration.ofSeconds(25);

  @TempDir private Path folder;
  private Path home;
  private RecorderPlugin recorder;

  /** Something that leaves open whether what is sent meanwhile was stored. */
  private interface Fault {
    void act() throws Exception;
  }

  @BeforeEach
  void prepareHome() throws Exception {
    home = Files.createDirectories(folder.resolve("home"));
    recorder = RecorderPlugin.dropInto(home.resolve("plugins"), folder.resolve("handled.txt"));
    Files.writeString(home.resolve("fs-webhook.properties"), recorder.setting() + "\n");
  }

  @Test
  void the_file_of_the_inbox_was_moved_away_and_back() throws Exception {
    Path inbox = home.resolve("data").resolve("inbox.db");
    Path away = home.resolve("away.db");
    try (WarProcess war = command().start("serve", "--port", "0")) {
      assertIsHandledAfter(() -> Files.move(inbox, away), () -> Files.move(away, inbox), war);
    }
  }

  @Test
  void the_folder_of_the_inbox_was_closed_for_a_while() throws Exception {
    Path data = home.resolve("data");
    Set<PosixFilePermission> all =
        Set.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
    try (WarProcess war = command().start("serve", "--port", "0")) {
      assertIsHandledAfter(
          () -> Files.setPosixFilePermissions(data, Set.of()),
          () -> Files.setPosixFilePermissions(data, all),
          war);
    }
  }

  @Test
  void the_database_hung_for_a_while() throws Exception {
    try (PostgresServer postgres = PostgresServer.in(folder);
        WarProcess war =
            command()
                .java("-Dfs.webhook.inbox.url=" + postgres.url())
                .java("-Dfs.webhook.inbox.username=postgres")
                .java("-Dfs.webhook.inbox.timeout=PT2S")
                .start("serve", "--port", "0")) {
      assertIsHandledAfter(postgres::hang, postgres::goOn, war);
    }
  }

  private void assertIsHandledAfter(Fault begin, Fault end, WarProcess war) throws Exception {
    URI base = war.awaitListening();
    Sender sender = new Sender(base.resolve("/webhook"));
    String first = Sender.idIn(sender.sendNote("before"));
    Eventually.holds("the first is handled", LIMIT, () -> recorder.ids().contains(first));

    Sender.Signed note =
        Sender.sign("{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"open\"}}");
    begin.act();
    HttpResponse<String> refused;
    try {
      refused = sender.sendAsync(note).join();
    } finally {
      end.act();
    }
    assertThat(refused.statusCode()).isEqualTo(503);
    Eventually.holds("ready again", LIMIT, () -> sender.get("/health/ready").statusCode() == 200);

    String id = Sender.idIn(sender.sendAsync(note).join());

    Eventually.holds(
        "what was answered 200 is handled", HANDLED_WITHIN, () -> recorder.ids().contains(id));
  }

  private WarCommand command() {
    return WarCommand.in(folder)
        .withoutPrivileges()
        .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
        .java("-Dfs.webhook.home=" + home);
  }
}
