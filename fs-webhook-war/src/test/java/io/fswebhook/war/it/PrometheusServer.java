package io.fswebhook.war.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The machine's own Prometheus, which scrapes every second. */
final class PrometheusServer implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI root;

  private PrometheusServer(Process process, URI root) {
    this.process = process;
    this.root = root;
  }

  /**
   * Starts it, if it is installed.
   *
   * @param rules a file of alert rules
   * @param targets what it scrapes, each as host and port
   */
  static PrometheusServer start(Path folder, Path rules, String token, String... targets)
      throws Exception {
    InstalledTool.require("prometheus");
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: fs-webhook
            authorization: {credentials: "%s"}
            static_configs: [{targets: ["%s"]}]
        """
            .formatted(rules, token, String.join("\", \"", targets)));
    int port = FreePort.get();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    PrometheusServer server =
        new PrometheusServer(process, URI.create("http://127.0.0.1:" + port + "/"));
    Eventually.holds("Prometheus is ready", LIMIT, server::isReady);
    return server;
  }

  private boolean isReady() throws InterruptedException {
    try {
      return send("-/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The names of the alerts that are firing. */
  Set<String> firing() throws Exception {
    Set<String> names = new TreeSet<>();
    for (JsonValue each : json("api/v1/alerts").getJsonObject("data").getJsonArray("alerts")) {
      JsonObject alert = each.asJsonObject();
      if (alert.getString("state").equals("firing")) {
        names.add(alert.getJsonObject("labels").getString("alertname"));
      }
    }
    return names;
  }

  /** The names of all metrics that were scraped. */
  Set<String> names() throws Exception {
    Set<String> names = new TreeSet<>();
    json("api/v1/label/__name__/values")
        .getJsonArray("data")
        .forEach(name -> names.add(((jakarta.json.JsonString) name).getString()));
    return names;
  }

  /** How many series an expression yields now; fails if it is not one. */
  int query(String expression) throws Exception {
    return json("api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .getJsonObject("data")
        .getJsonArray("result")
        .size();
  }

  private JsonObject json(String path) throws Exception {
    HttpResponse<String> answer = send(path);
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      JsonObject object = reader.readObject();
      if (!object.getString("status").equals("success")) {
        throw new AssertionError(path + ": " + object);
      }
      return object;
    }
  }

  private HttpResponse<String> send(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(root.resolve(path)).timeout(LIMIT).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }
}
