package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The alert rules and the dashboard of {@code docs/operate}, in a real Prometheus that scrapes a
 * real receiver. Each alert is made to fire by what it is about; only times and limits are smaller.
 */
@Tag("long")
class AlertRulesIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Path DOCS = Path.of(System.getProperty("it.docs"), "operate");
  private static final String TOKEN = "rules-token";
  private static final Pattern METRIC = Pattern.compile("\\b(?:fs_webhook|jvm|process)_\\w+");

  @TempDir private Path folder;
  private final CountingTarget target = new CountingTarget();
  private final Set<String> fired = new TreeSet<>();
  private Path home;
  private WarProcess war;
  private URI root;
  private Sender sender;
  private PrometheusServer prometheus;
  private NodeBehindKafka behindKafka;

  @BeforeEach
  void begin() throws Exception {
    target.start();
    home = Files.createDirectories(folder.resolve("home"));
    SamplePlugins.copyJars("forward", home.resolve("plugins/forward"));
    PluginJar.dropInto(home.resolve("plugins"), "Stuck", folder.resolve("stuck"));
    Path schema = Files.writeString(home.resolve("note.json"), "{\"required\":[\"more\"]}");
    Files.writeString(
        home.resolve("fs-webhook.properties"),
        """
        fs.webhook.admin.token=%s
        fs.webhook.max-body-size=10000
        fs.webhook.events.note.created.schema=%s
        fs.webhook.handlers.HttpForward.url=%s
        fs.webhook.handlers.Stuck.timeout=PT0.1S
        fs.webhook.handlers.Stuck.max-stuck-threads=1
        fs.webhook.retry.initial-delay=PT0.2S
        fs.webhook.retry.max-delay=PT1S
        fs.webhook.breaker.open-for=PT2S
        """
            .formatted(TOKEN, schema, target.uri()));
    start(0);
    behindKafka = NodeBehindKafka.startIn(folder, TOKEN);
    prometheus =
        PrometheusServer.start(
            folder, quickRules(), TOKEN, root.getAuthority(), behindKafka.authority());
  }

  private void start(int port) throws Exception {
    war =
        WarCommand.in(folder)
            .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
            .java("-Dfs.webhook.home=" + home)
            .start("serve", "--port", Integer.toString(port));
    root = war.awaitListening();
    sender = new Sender(root.resolve("/webhook"));
  }

  @AfterEach
  void end() throws Exception {
    if (prometheus != null) {
      prometheus.close();
    }
    if (behindKafka != null) {
      behindKafka.close();
    }
    if (war != null) {
      war.close();
    }
    target.close();
  }

  /** The rules with times and limits that a test can wait for. */
  private Path quickRules() throws Exception {
    String rules =
        Files.readString(DOCS.resolve("alerts.yml"))
            .replaceAll("(?m)^( +)for: \\w+$", "$1for: 0s")
            .replace("> 900", "> 2")
            .replace("> 5000", "> -1")
            .replace("> 300\n", "> 2\n")
            .replace("> 10000", "> 0")
            .replace("> 0.95", "> 0.01")
            .replace("[10m]))) > 1\n", "[10m]))) > 0.000001\n");
    return Files.writeString(folder.resolve("quick.yml"), rules);
  }

  @Test
  void each_alert_fires_and_each_expression_knows_its_metrics() throws Exception {
    awaitAll("FsWebhookNothingReceived", "FsWebhookInboxBehind", "FsWebhookHeapFull");
    assertThat(sender.sendNote("first").statusCode()).isEqualTo(200);
    awaitAll("FsWebhookSlowCommits");

    for (int i = 0; i < 20; i++) {
      assertThat(sender.withSecret("wrong").sendNote("x" + i).statusCode()).isEqualTo(401);
    }
    assertThat(sender.sendNote("x".repeat(20_000)).statusCode()).isEqualTo(413);
    awaitAll("FsWebhookRejections", "FsWebhookBodiesTooLarge");

    target.answer(503);
    for (int i = 0; i < 20; i++) {
      assertThat(sender.sendNote("down" + i).statusCode()).isEqualTo(200);
    }
    awaitAll("FsWebhookCircuitOpen", "FsWebhookTasksWaiting");
    target.answer(410);
    awaitAll("FsWebhookDeadLetters");

    sender.send(Objects.requireNonNull(Samples.byEvent().get("nativemobile.event.crash")));
    awaitAll("FsWebhookHandlerSuspended");
    Files.writeString(home.resolve("plugins/broken.jar"), "not a jar");
    Files.delete(home.resolve("plugins/stuck.jar"));
    awaitAll("FsWebhookPluginFailed", "FsWebhookHandlerNotRunning");

    Path file = home.resolve("data/inbox.db");
    Path away = home.resolve("data/away.db");
    Files.move(file, away);
    Eventually.holds("503", LIMIT, () -> sender.sendNote("no").statusCode() == 503);
    awaitAll("FsWebhookNotStoring", "FsWebhookInboxUnavailable");
    Files.move(away, file);

    war.kill();
    awaitAll("FsWebhookDown");
    damage(file);
    start(root.getPort());
    awaitAll("FsWebhookInboxDamaged");

    behindKafka.receiveOnly();
    awaitAll("FsWebhookNoNodeStores");
    behindKafka.storeAsWell();
    behindKafka.receiveWithoutTheInbox();
    awaitAll("FsWebhookReceiptsWaiting", "FsWebhookTopicLag");

    dashboardKnowsItsMetrics();

    // UnreadLogIT shows that log records are counted when they are dropped.
    Set<String> all = rules();
    all.remove("FsWebhookLogRecordsDropped");
    assertThat(fired).isEqualTo(all);
  }

  private void awaitAll(String... alerts) throws Exception {
    Eventually.holds(
        String.join(", ", alerts),
        LIMIT,
        () -> {
          Set<String> now = prometheus.firing();
          fired.addAll(now);
          return now.containsAll(List.of(alerts));
        });
  }

  private static Set<String> rules() throws Exception {
    Set<String> names = new TreeSet<>();
    Pattern.compile("alert: (\\w+)")
        .matcher(Files.readString(DOCS.resolve("alerts.yml")))
        .results()
        .forEach(found -> names.add(found.group(1)));
    return names;
  }

  private void dashboardKnowsItsMetrics() throws Exception {
    List<String> expressions = new ArrayList<>();
    try (JsonReader reader =
        Json.createReader(Files.newBufferedReader(DOCS.resolve("dashboard.json")))) {
      collect(reader.readObject(), expressions);
    }
    assertThat(expressions).hasSizeGreaterThan(20);
    Set<String> known = prometheus.names();
    for (String expression : expressions) {
      prometheus.query(expression.replace("$instance", ".*").replace("$__rate_interval", "1m"));
      assertKnown(expression, known);
    }
    assertKnown(Files.readString(DOCS.resolve("alerts.yml")), known);
  }

  private static void assertKnown(String expression, Set<String> known) {
    METRIC
        .matcher(expression)
        .results()
        .forEach(name -> assertThat(known).as(expression).contains(name.group()));
  }

  private static void collect(JsonValue value, List<String> expressions) {
    if (value instanceof JsonObject object) {
      if (object.get("expr") instanceof JsonString expression) {
        expressions.add(expression.getString());
      }
      object.values().forEach(each -> collect(each, expressions));
    } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
      value.asJsonArray().forEach(each -> collect(each, expressions));
    }
  }

  /** Overwrites a page that nothing reads at a start. */
  private static void damage(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = 'audit'");
        RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek((row.getLong(1) - 1) * 4096);
      bytes.write(new byte[4096]);
    }
  }
}
