package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver whose log is a pipe that nobody reads. */
@Tag("long")
class UnreadLogIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern LISTENING = Pattern.compile("Listening on (http://[^/]+)/webhook");
  private static final Pattern DROPPED =
      Pattern.compile("(?m)^fs_webhook_log_records_dropped_total ([0-9.]+)");
  private static final int AT_A_TIME = 32;

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void a_log_that_nobody_reads_holds_up_neither_receipts_nor_the_end() throws Exception {
    SamplePlugins.copyJars("logging", folder.resolve("home/plugins/logging"));
    Process process =
        WarCommand.in(folder)
            .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
            .with("FS_WEBHOOK_METRICS_PUBLIC", "true")
            .startUnread("serve", "--port", "0", "--home", "home");
    try (BufferedReader log = process.errorReader(StandardCharsets.UTF_8)) {
      URI receiver = URI.create(lineOf(log, LISTENING).group(1));
      Sender sender = new Sender(receiver.resolve("/webhook"));
      fill(sender);
      for (int i = 0; i < 200; i++) {
        assertThat(unsigned(receiver)).isEqualTo(401);
      }
      assertThat(sender.sendNote("honest").statusCode()).isEqualTo(200);

      String told = lineOf(log, Pattern.compile("Dropped log records: (\\d+)\\.")).group(1);
      assertThat(Long.parseLong(told)).isPositive();

      fill(sender);
      process.toHandle().destroy();
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("ends").isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Sends deliveries, each of which a handler logs, until log records are dropped. */
  private void fill(Sender sender) throws Exception {
    double before = dropped(sender);
    for (int sent = 0; dropped(sender) == before; sent += AT_A_TIME) {
      assertThat(sent).as("deliveries that fill pipe and queue").isLessThan(20_000);
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < AT_A_TIME; i++) {
        answers.add(
            sender.sendAsync(
                Sender.sign(
                    "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\""
                        + System.nanoTime()
                        + "\"}}")));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
    }
  }

  private static double dropped(Sender sender) throws Exception {
    Matcher metric = DROPPED.matcher(sender.get("/metrics").body());
    assertThat(metric.find()).isTrue();
    return Double.parseDouble(metric.group(1));
  }

  private int unsigned(URI receiver) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(receiver.resolve("/webhook"))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static Matcher lineOf(BufferedReader log, Pattern wanted) throws IOException {
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher found = wanted.matcher(line);
      if (found.find()) {
        return found;
      }
    }
    throw new AssertionError("the log ended without " + wanted);
  }
}
