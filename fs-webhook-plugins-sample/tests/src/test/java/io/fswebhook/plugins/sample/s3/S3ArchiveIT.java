package io.fswebhook.plugins.sample.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.api.testkit.TestDelivery;
import io.fswebhook.plugins.sample.s3.ArchivingProcess.Numbered;
import io.fswebhook.plugins.sample.servers.S3Server;
import io.fswebhook.plugins.sample.support.LoadedPlugin;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Against a real S3 server in a process of its own. */
class S3ArchiveIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00Z");
  private static final String PREFIX = "fs.webhook.handlers.S3Archive.";
  private static final Pattern ID = Pattern.compile("\\{\"id\":\"([^\"]+)\".*");

  @TempDir private static Path folder;
  private static S3Server server;

  @TempDir private Path work;
  private String bucket;
  private HandlerHarness.Builder builder;

  @BeforeAll
  static void startServer() throws Exception {
    server = S3Server.startIn(folder, Path.of(System.getProperty("it.s3proxy")));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void ownBucket(TestInfo test) throws Exception {
    bucket = "b" + Integer.toHexString(test.getDisplayName().hashCode());
    server.createBucket(bucket);
    builder =
        HandlerHarness.of(new S3ArchiveHandler())
            .workDir(work)
            .setting("endpoint", server.endpoint().toString())
            .setting("bucket", bucket)
            .setting("access-key-id", S3Server.KEY)
            .setting("secret-access-key", S3Server.SECRET)
            .setting("concurrency", "1");
  }

  @Test
  void each_kind_of_event_is_a_line_with_its_body() throws Exception {
    List<TestDelivery> deliveries =
        SampleEvents.all().stream().map(event -> TestDelivery.of(event, RECEIVED)).toList();
    try (HandlerHarness harness = builder.setting("prefix", "a/b/").start()) {
      for (TestDelivery delivery : deliveries) {
        assertThat(harness.deliver(delivery)).isEqualTo(new Outcome(Result.SUCCEEDED, null, null));
      }
    }

    assertThat(server.keys(bucket)).allMatch(key -> key.startsWith("a/b/date=2026-03-01/"));
    assertThat(ids())
        .containsExactlyInAnyOrderElementsOf(deliveries.stream().map(TestDelivery::id).toList());
    for (TestDelivery delivery : deliveries) {
      assertThat(server.lines(bucket))
          .anyMatch(line -> line.endsWith(",\"body\":" + new String(delivery.body(), UTF_8) + "}"));
    }
  }

  @Test
  void a_bucket_that_is_not_there_refuses_the_start() {
    assertThatThrownBy(() -> builder.setting("bucket", "missing").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            PREFIX
                + "bucket names a bucket that does not exist: create missing, or correct the setting");
  }

  @Test
  void a_wrong_key_refuses_the_start_and_is_not_repeated() {
    assertThatThrownBy(() -> builder.setting("secret-access-key", "wr0ng").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "secret-access-key is wrong")
        .hasMessageNotContaining("wr0ng");
    assertThatThrownBy(() -> builder.setting("access-key-id", "other").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "access-key-id is wrong");
  }

  @Test
  void a_store_with_a_certificate_of_ones_own_is_trusted_where_that_is_set() throws Exception {
    builder.setting("endpoint", server.secureEndpoint().toString());
    try (HandlerHarness harness = builder.start()) {
      assertThat(harness.deliver(SampleEvents.noteCreated()).message())
          .startsWith("no answer from " + server.secureEndpoint())
          .contains("certification path");
    }

    builder.setting("trusted-certificates", server.certificate().toString());
    try (HandlerHarness harness = builder.start()) {
      assertThat(harness.deliver(SampleEvents.noteCreated()).result()).isEqualTo(Result.SUCCEEDED);
    }
    assertThat(ids()).hasSize(1);
  }

  @Test
  void while_the_store_is_gone_deliveries_are_tried_again_and_none_is_lost() throws Exception {
    List<TestDelivery> deliveries =
        Stream.generate(() -> TestDelivery.of(SampleEvents.mobileCrash(), RECEIVED))
            .limit(4)
            .toList();
    try (HandlerHarness harness = builder.start()) {
      assertThat(harness.deliver(deliveries.get(0)).result()).isEqualTo(Result.SUCCEEDED);
      server.kill();
      Outcome outcome = harness.deliver(deliveries.get(1));
      assertThat(outcome.result()).isEqualTo(Result.RETRY);
      assertThat(outcome.message()).startsWith("no answer from " + server.endpoint());
      server.start();
      for (TestDelivery delivery : deliveries) {
        assertThat(harness.deliver(delivery.withAttempt(2)).result()).isEqualTo(Result.SUCCEEDED);
      }
    }
    assertThat(ids())
        .containsExactlyInAnyOrderElementsOf(deliveries.stream().map(TestDelivery::id).toList());
  }

  @Test
  @Tag("long")
  void after_kills_of_both_sides_each_delivery_is_there_exactly_once() throws Exception {
    int count = 1500;
    Process process = archiving(count);
    for (int kill = 1; kill <= 6; kill++) {
      awaitDone(kill * count / 8, process);
      process.destroyForcibly().onExit().join();
      if (kill % 3 == 0) {
        server.kill();
        server.start();
      }
      process = archiving(count);
    }
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();

    assertThat(ids())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, count).mapToObj(number -> new Numbered(number).id()).toList());
    assertThat(server.keys(bucket)).hasSizeLessThan(count);
  }

  @Test
  void the_folder_as_it_is_shipped_archives_from_behind_its_class_loader_and_leaves_nothing(
      @TempDir Path root) throws Exception {
    TestDelivery delivery = TestDelivery.of(SampleEvents.noteCreated(), RECEIVED);
    LoadedPlugin plugin =
        LoadedPlugin.load(
            Path.of(System.getProperty("it.sample.plugins"), "s3"),
            root,
            Map.of(
                "endpoint",
                server.endpoint().toString(),
                "bucket",
                bucket,
                "access-key-id",
                S3Server.KEY,
                "secret-access-key",
                S3Server.SECRET));
    try (plugin) {
      assertThat(plugin.problems()).isEmpty();
      plugin.handle(delivery);
      assertThat(ids()).containsExactly(delivery.id());
    }
    plugin.awaitCollected(LIMIT);
  }

  private Process archiving(int count) throws IOException {
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                ArchivingProcess.class.getName(),
                work.toString(),
                server.endpoint().toString(),
                bucket,
                "" + count)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(work.resolve("log").toFile()));
    java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return java.start();
  }

  private void awaitDone(int wanted, Process process) throws IOException {
    Path done = work.resolve("done");
    long end = System.nanoTime() + LIMIT.toNanos();
    while (Files.notExists(done) || Files.readAllLines(done).size() < wanted) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("not done:\n" + Files.readString(work.resolve("log")));
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private List<String> ids() {
    return server.lines(bucket).stream().map(line -> ID.matcher(line).replaceFirst("$1")).toList();
  }
}
