package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One night with a receiver and a handler that posts to a target. After each fault, all places that
 * show the present say the same, and what this test has counted from outside.
 */
@Tag("long")
class NightOnCallIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String HANDLER = "HttpForward";
  private static final String TOKEN = "night-token";

  @TempDir private Path folder;
  private final CountingTarget target = new CountingTarget();
  private NarrowDisk disk;
  private WarProcess war;
  private Sender sender;
  private ReceiverViews views;
  private final Instant begin = Instant.now();
  private int sent;

  @BeforeEach
  void begin() throws Exception {
    target.start();
    disk = NarrowDisk.at(folder.resolve("narrow"));
    Path home = Files.createDirectories(folder.resolve("home"));
    putPluginIn();
    Files.writeString(
        home.resolve("fs-webhook.properties"),
        """
        fs.webhook.inbox.url=jdbc:sqlite:%s
        fs.webhook.admin.token=%s
        fs.webhook.handlers.HttpForward.url=%s
        fs.webhook.retry.initial-delay=PT0.2S
        fs.webhook.retry.max-delay=PT1S
        fs.webhook.breaker.open-for=PT2S
        """
            .formatted(folder.resolve("narrow").resolve("inbox.db"), TOKEN, target.uri()));
    war =
        WarCommand.in(folder)
            .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
            .java("-Dfs.webhook.home=" + home)
            .start("serve", "--port", "0");
    URI root = war.awaitListening();
    sender = new Sender(root.resolve("webhook"));
    views = new ReceiverViews(root, TOKEN, HANDLER);
  }

  @AfterEach
  void end() throws Exception {
    if (war != null) {
      war.close();
    }
    target.close();
    disk.close();
  }

  @Test
  void every_view_agrees_with_what_is_counted_from_outside() throws Exception {
    send(20);
    allIsWell();

    targetDown();
    pluginRemoved();
    deadLetters();
    databaseGone();
    diskFull();
    wrongSecret(); // last, since it needs attention for ten minutes

    assertThat(target.taken()).hasSize(sent);
  }

  private void targetDown() throws Exception {
    target.answer(503);
    send(30);
    views.await("circuit open", LIMIT, 30, 0, Set.of("circuit-open"), true);
    target.answer(204);
    allIsWell();
  }

  private void pluginRemoved() throws Exception {
    removePlugin();
    Eventually.holds(
        "it is gone", LIMIT, () -> views.handler().getString("state").equals("not-running"));
    send(25);
    views.await(
        "no handler", LIMIT, 25, 0, Set.of("no-handler-running", "handler-not-running"), true);
    assertThat(views.handler().getString("reason")).isNotBlank();
    putPluginIn();
    allIsWell();
  }

  private void wrongSecret() throws Exception {
    long before = views.rejections();
    Sender stranger = sender.withSecret("not-the-secret");
    for (int i = 0; i < 7; i++) {
      assertThat(stranger.sendNote("stranger" + i).statusCode()).isEqualTo(401);
    }
    Eventually.holds("all are listed", LIMIT, () -> views.rejections() == before + 7);
    assertThat(views.rejectionsCounted("mismatch")).isEqualTo(7);
    Eventually.holds("and on the chart", LIMIT, () -> views.rejectedInTheLastHour() == 7);
    views.await("a known sender", LIMIT, 0, 0, Set.of("known-sender-rejected"), true);
  }

  private void deadLetters() throws Exception {
    target.answer(410);
    send(5);
    views.await("dead letters", LIMIT, 0, 5, Set.of("dead-letters"), true);
    List<JsonObject> groups = views.errorGroups();
    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).getInt("count")).isEqualTo(5);

    target.answer(204);
    JsonObject operation = views.replayDead();
    assertThat(operation.getInt("matched")).isEqualTo(5);
    Eventually.holds(
        "the operation says what became of them",
        LIMIT,
        () -> views.operation(operation.getString("id")).getInt("succeeded") == 5);
    allIsWell();
  }

  private void databaseGone() throws Exception {
    Path away =
        folder.resolve("narrow").resolve("away.db"); // another file system would make a copy
    Path file = folder.resolve("narrow").resolve("inbox.db");
    Files.move(file, away);
    awaitRefusal();
    assertThat(views.attention()).contains("inbox-unavailable");
    Files.move(away, file);
    awaitReady();
    allIsWell();
  }

  private void diskFull() throws Exception {
    disk.fill(war);
    awaitRefusal();
    assertThat(views.attention()).contains("inbox-unavailable");
    disk.widen(war);
    awaitReady();
    send(10);
    allIsWell();
  }

  private void awaitRefusal() throws Exception {
    Eventually.holds("answered 503", LIMIT, () -> !isSent());
    assertThat(views.readiness()).isEqualTo(503);
    Eventually.holds("readiness says why", LIMIT, () -> views.isInReadiness("inbox-unavailable"));
  }

  /** What was answered 503 may have been stored all the same, and is sent again. */
  private void awaitReady() throws Exception {
    Eventually.holds("ready again", LIMIT, () -> views.readiness() == 200);
    send(1);
  }

  private void allIsWell() throws Exception {
    views.await("all is well", LIMIT, 0, 0, Set.of(), true);
    Eventually.holds("all has arrived", LIMIT, () -> target.taken().size() == sent);
    assertThat(views.succeeded()).isEqualTo(sent);
  }

  private void send(int number) throws Exception {
    for (int i = 0; i < number; i++) {
      Eventually.holds("answered 200", LIMIT, this::isSent);
    }
  }

  /** Sends the next note, with a time of its own, until it is answered 200. */
  private boolean isSent() throws Exception {
    HttpResponse<String> answer =
        sender.send(
            "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"night%d\",\"created\":\"%s\"}}"
                .formatted(sent, begin.plusSeconds(sent)));
    boolean isStored = answer.statusCode() == 200;
    if (isStored) {
      sent++;
    }
    return isStored;
  }

  private Path plugin() {
    return folder.resolve("home").resolve("plugins").resolve("forward");
  }

  private void putPluginIn() throws Exception {
    SamplePlugins.copyJars("forward", plugin());
  }

  private void removePlugin() throws Exception {
    try (Stream<Path> jars = Files.list(plugin())) {
      for (Path jar : jars.toList()) {
        Files.delete(jar);
      }
    }
    Files.delete(plugin());
  }
}
