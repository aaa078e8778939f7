package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR deployed to a real Tomcat 10.1, with two sample plugins dropped into Tomcat's lib. */
class TomcatIT {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Pattern STARTED = Pattern.compile("Server startup in");

  @TempDir private Path folder;
  private final Queue<String> forwarded = new ConcurrentLinkedQueue<>();
  private HttpServer target;
  private TomcatServer tomcat;

  @BeforeEach
  void prepare() throws IOException {
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext(
        "/target",
        exchange -> {
          forwarded.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    target.start();
    tomcat = TomcatServer.in(folder.resolve("tomcat"));
    SamplePlugins.copyJars("logging", tomcat.lib());
    SamplePlugins.copyJars("forward", tomcat.lib());
  }

  @AfterEach
  void stopTarget() {
    target.stop(0);
  }

  @Test
  void every_sample_is_received_and_reaches_the_handlers_in_the_lib_folder() throws Exception {
    RecorderPlugin recorder =
        RecorderPlugin.dropInto(
            tomcat.receiverHome().resolve("plugins"), folder.resolve("handled.txt"));
    Files.writeString(
        tomcat.receiverHome().resolve("fs-webhook.properties"), recorder.setting() + "\n");
    try (WarProcess process = configured().start()) {
      process.awaitLine(STARTED, LIMIT);
      Sender sender = new Sender(tomcat.receiver().resolve("webhook"));
      Map<String, String> sent = new TreeMap<>();
      for (Map.Entry<String, String> sample : samples().entrySet()) {
        sent.put(Sender.idIn(sender.send(sample.getValue())), sample.getValue());
        process.awaitLine(
            Pattern.compile("LoggingHandler.*" + Pattern.quote(sample.getKey())), LIMIT);
      }

      Eventually.holds("all are forwarded", LIMIT, () -> forwarded.size() == sent.size());
      assertThat(forwarded).containsExactlyInAnyOrderElementsOf(samples().values());
      Eventually.holds(
          "all reach the plugins folder", LIMIT, () -> recorder.handled().size() == sent.size());
      for (RecorderPlugin.Handled handled : recorder.handled()) {
        assertThat(handled.body()).isEqualTo(sent.get(handled.id()));
      }
      assertThat(sender.get("health/ready").statusCode()).isEqualTo(200);
      process.terminate();
      process.awaitExit(LIMIT);
      assertThat(process.toString())
          .containsPattern("fs-webhook-sample-forward[^ ]* \\(version \\d")
          .doesNotContain("SEVERE", "\tat ", "memory leak");
    }
  }

  @Test
  void taken_away_while_tomcat_runs_it_leaves_nothing_behind() throws Exception {
    assertLeavesNothingBehind();
  }

  @Test
  void with_postgresql_it_leaves_nothing_behind_either() throws Exception {
    try (PostgresServer postgres = PostgresServer.in(folder)) {
      tomcat
          .with("-Dfs.webhook.inbox.url=" + postgres.url())
          .with("-Dfs.webhook.inbox.username=postgres");
      assertLeavesNothingBehind();
      assertThat(postgres.value("SELECT string_agg(state, ',') FROM handling"))
          .isEqualTo("succeeded,succeeded");
      assertThat(postgres.value("SELECT count(*) FROM node")).isEqualTo("0");
    }
  }

  @Test
  void a_data_source_of_tomcats_is_used_and_left_as_it_was() throws Exception {
    try (PostgresServer postgres = PostgresServer.in(folder)) {
      tomcat.dataSource(postgres.url());
      tomcat.with("-Dfs.webhook.inbox.datasource=jdbc/inbox");
      assertLeavesNothingBehind();
      assertThat(postgres.value("SELECT string_agg(state, ',') FROM handling"))
          .isEqualTo("succeeded,succeeded");
    }
  }

  private void assertLeavesNothingBehind() throws Exception {
    try (WarProcess process = configured().start()) {
      process.awaitLine(STARTED, LIMIT);
      Sender sender = new Sender(tomcat.receiver().resolve("webhook"));
      Sender.idIn(sender.send(samples().getOrDefault("note.created", "")));
      Eventually.holds("it is forwarded", LIMIT, () -> !forwarded.isEmpty());

      Files.delete(tomcat.war());
      Eventually.holds("it is gone", LIMIT, () -> Files.notExists(tomcat.unpacked()));
      process.terminate();
      process.awaitExit(LIMIT);
      assertThat(process.toString())
          .contains("Undeploying context [/fs-webhook]")
          .doesNotContain("memory leak", "failed to unregister", "failed to stop", "SEVERE");
    }
  }

  @Test
  void what_waits_at_the_stop_is_handled_after_the_next_start() throws Exception {
    target.removeContext("/target");
    String body = samples().getOrDefault("segment.created", "");
    try (WarProcess process =
        configured().with("-Dfs.webhook.retry.initial-delay=PT0.2S").start()) {
      process.awaitLine(STARTED, LIMIT);
      target.createContext(
          "/target",
          exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
          });
      Sender.idIn(new Sender(tomcat.receiver().resolve("webhook")).send(body));
      process.awaitLine(Pattern.compile("HttpForward failed at delivery"), LIMIT);
      process.terminate();
      process.awaitExit(LIMIT);
    }
    target.removeContext("/target");
    target.createContext(
        "/target",
        exchange -> {
          forwarded.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    try (WarProcess process = tomcat.start()) {
      process.awaitLine(STARTED, LIMIT);
      Eventually.holds("it is forwarded", LIMIT, () -> forwarded.contains(body));
    }
  }

  @Test
  void without_a_secret_the_deployment_fails_with_a_sentence_that_names_the_setting()
      throws Exception {
    try (WarProcess process = tomcat.start()) {
      process.awaitLine(STARTED, LIMIT);
      assertThat(process.toString()).contains("fs.webhook.signing-secrets");
      HttpResponse<String> answer =
          new Sender(tomcat.receiver().resolve("webhook")).send("{\"eventName\":\"a\"}");
      assertThat(answer.statusCode()).isEqualTo(404);
    }
  }

  private TomcatServer configured() {
    return tomcat
        .with("-Dfs.webhook.signing-secrets=" + Sender.SECRET)
        .with(
            "-Dfs.webhook.handlers.HttpForward.url=http://127.0.0.1:"
                + target.getAddress().getPort()
                + "/target");
  }

  /**
   * The vendor's samples by their event, without the one of another product, which has no event.
   */
  private static Map<String, String> samples() throws IOException {
    Map<String, String> samples = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("it.samples")))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        if (!name.equals("stream.v2")) {
          samples.put(name, Files.readString(file));
        }
      }
    }
    return samples;
  }
}
