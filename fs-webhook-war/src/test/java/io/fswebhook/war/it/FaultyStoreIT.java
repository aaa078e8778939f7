package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full or the database gone while running, and comes back. */
@Tag("long")
class FaultyStoreIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path folder;
  private Path home;
  private RecorderPlugin recorder;
  private final List<String> acknowledged = new ArrayList<>();

  @BeforeEach
  void prepareHome() throws Exception {
    home = Files.createDirectories(folder.resolve("home"));
    recorder = RecorderPlugin.dropInto(home.resolve("plugins"), folder.resolve("handled.txt"));
    Files.writeString(home.resolve("fs-webhook.properties"), recorder.setting() + "\n");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_disk_without_room_is_answered_503_and_afterwards_it_goes_on() throws Exception {
    try (NarrowDisk disk = NarrowDisk.at(folder.resolve("narrow"))) {
      set("fs.webhook.inbox.url=jdbc:sqlite:" + folder.resolve("narrow").resolve("inbox.db"));
      try (WarProcess war = start()) {
        Sender sender = sender(war);
        Load load = Load.on(List.of(war.awaitListening()), 4);
        try (load) {
          load.awaitMore(20);
          disk.fill(war);
          Eventually.holds("there is no room any more", LIMIT, () -> load.refused() > 0);
          assertUnavailable(sender.sendNote("refused"));
          assertThat(ready(sender).statusCode()).isEqualTo(503);

          disk.widen(war);
          Eventually.holds("ready again", LIMIT, () -> ready(sender).statusCode() == 200);
          load.awaitMore(50);
        }
        keep("disk full (" + disk + ")", load);
      }
      assertNothingIsMissing();
    }
  }

  @Test
  void a_database_that_is_gone_is_answered_503_and_gone_on_with_when_it_is_back() throws Exception {
    try (WarProcess war = start()) {
      Sender sender = sender(war);
      Path data = home.resolve("data");
      Path away = home.resolve("away");
      Load load = Load.on(List.of(war.awaitListening()), 4);
      try (load) {
        load.awaitMore(20);
        Files.move(data, away);
        Eventually.holds("it is noticed", LIMIT, () -> load.refused() > 0);
        assertUnavailable(sender.sendNote("refused"));
        assertThat(data.resolve("inbox.db")).doesNotExist();

        Files.move(away, data, StandardCopyOption.REPLACE_EXISTING);
        Eventually.holds("ready again", LIMIT, () -> ready(sender).statusCode() == 200);
        load.awaitMore(50);
      }
      keep("database moved away and back", load);
    }
    assertNothingIsMissing();
  }

  @Test
  void a_damaged_database_stops_the_start_with_2_and_a_sentence() throws Exception {
    Files.writeString(
        Files.createDirectories(home.resolve("data")).resolve("inbox.db"), "damaged".repeat(1000));
    assertRefusesToStart("inbox.db", "restore it from a backup");
  }

  @Test
  void a_home_that_cannot_be_written_stops_the_start_with_2_and_a_sentence() throws Exception {
    Files.delete(home.resolve("fs-webhook.properties"));
    Path file = Files.writeString(folder.resolve("file"), "a file where a folder should be");
    home = file.resolve("home");
    assertRefusesToStart("fs.webhook.home", home.toString());
  }

  @Test
  void a_truncated_plugin_is_reported_and_the_others_work() throws Exception {
    byte[] jar = Files.readAllBytes(home.resolve("plugins").resolve("recorder.jar"));
    Files.write(
        home.resolve("plugins").resolve("truncated.jar"), Arrays.copyOf(jar, jar.length / 2));
    try (WarProcess war = start()) {
      acknowledge(sender(war), "one");
      Eventually.holds("handled", LIMIT, () -> recorder.handled().size() == acknowledged.size());
      assertThat(String.join("\n", war.err()))
          .contains("truncated.jar cannot be read as a jar")
          .doesNotContain("\tat ");
    }
  }

  private void assertRefusesToStart(String... words) throws Exception {
    try (WarProcess war = start()) {
      assertThat(war.awaitExit(LIMIT)).isEqualTo(2);
      assertThat(String.join("\n", war.err())).contains(words).doesNotContain("\tat ");
    }
  }

  private void acknowledge(Sender sender, String prefix) throws Exception {
    for (int i = 0; i < 20; i++) {
      acknowledged.add(Sender.idIn(sender.sendNote(prefix + i)));
    }
  }

  private void keep(String fault, Load load) {
    acknowledged.addAll(load.acknowledged());
    load.assertNoneIsStoredTwice();
    System.out.printf(
        "MEASURED %s: %d answered 200, %d refused or not answered, longest stall of receipts %d ms%n",
        fault, load.acknowledged().size(), load.refused(), load.longestStall().toMillis());
  }

  private void set(String line) throws IOException {
    Files.writeString(
        home.resolve("fs-webhook.properties"), line + "\n", StandardOpenOption.APPEND);
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"inbox-unavailable\"");
  }

  private void assertNothingIsMissing() throws Exception {
    try (WarProcess war = start()) {
      war.awaitListening();
      Eventually.holds(
          "everything that was answered 200 is handled",
          LIMIT,
          () ->
              recorder.handled().stream()
                  .map(RecorderPlugin.Handled::id)
                  .toList()
                  .containsAll(acknowledged));
    }
  }

  private HttpResponse<String> ready(Sender sender) throws Exception {
    return sender.get("/health/ready");
  }

  private Sender sender(WarProcess war) throws Exception {
    URI base = war.awaitListening();
    return new Sender(base.resolve("/webhook"));
  }

  private WarProcess start() throws Exception {
    return WarCommand.in(folder)
        .withSender()
        .java("-Dfs.webhook.home=" + home)
        .start("serve", "--port", "0");
  }
}
