package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class SameMomentIT {

  private static final int TIMES = 1_000;
  private static final int CLIENTS = 8;

  @TempDir private Path folder;

  @Test
  void a_thousand_identical_deliveries_at_the_same_moment_are_one() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    RecorderPlugin recorder =
        RecorderPlugin.dropInto(home.resolve("plugins"), folder.resolve("handled.txt"));
    Files.writeString(home.resolve("fs-webhook.properties"), recorder.setting() + "\n");
    try (WarProcess war =
        WarCommand.in(folder)
            .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
            .java("-Dfs.webhook.home=" + home)
            .start("serve", "--port", "0")) {
      URI webhook = war.awaitListening().resolve("/webhook");

      List<HttpResponse<String>> answers = sendAll(webhook);

      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
      assertThat(answers).extracting(Sender::idIn).containsOnly(Sender.idIn(answers.get(0)));
      assertThat(answers).filteredOn(answer -> answer.body().contains("\"stored\"")).hasSize(1);
      assertThat(answers)
          .filteredOn(answer -> answer.body().contains("\"duplicate\""))
          .hasSize(TIMES - 1);
      String other = Sender.idIn(new Sender(webhook).sendNote("another"));
      Eventually.holds(
          "the next one is handled", Duration.ofSeconds(30), () -> recorder.ids().contains(other));
      assertThat(recorder.handled()).hasSize(2);
    }
  }

  /** Signed once, and sent by several clients, each as many at a time as it can. */
  private static List<HttpResponse<String>> sendAll(URI webhook) {
    Sender.Signed one = Sender.sign("{\"eventName\":\"note.created\",\"version\":1,\"data\":{}}");
    List<CompletableFuture<HttpResponse<String>>> pending = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      Sender sender = new Sender(webhook);
      for (int i = 0; i < TIMES / CLIENTS; i++) {
        pending.add(sender.sendAsync(one));
      }
    }
    return pending.stream().map(answer -> answer.orTimeout(60, TimeUnit.SECONDS).join()).toList();
  }
}
