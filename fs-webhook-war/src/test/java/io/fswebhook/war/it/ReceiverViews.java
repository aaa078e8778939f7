package io.fswebhook.war.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What overview, lists, handlers, readiness and metrics of a receiver say about one handler. */
final class ReceiverViews {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI root;
  private final String token;
  private final String handler;

  ReceiverViews(URI root, String token, String handler) {
    this.root = root.resolve("/");
    this.token = token;
    this.handler = handler;
  }

  /** How many tasks there are now, as one view says. */
  private record Counts(long pending, long retrying, long dead) {

    long unfinished() {
      return pending + retrying;
    }
  }

  /** Waits until all views agree with each other and with what is expected. */
  void await(
      String words, Duration limit, long unfinished, long dead, Set<String> kinds, boolean ready)
      throws Exception {
    try {
      Eventually.holds(
          words,
          limit,
          () -> {
            List<Counts> views = List.of(listed(), ofHandler(), ofOverview(), ofMetrics());
            return views.stream().distinct().count() == 1
                && listed().unfinished() == unfinished
                && listed().dead() == dead
                && attention().equals(kinds)
                && kinds.stream().allMatch(this::isInReadiness)
                && kinds.stream().allMatch(this::isInMetrics)
                && (readiness() == 200) == ready;
          });
    } catch (AssertionError e) {
      throw new AssertionError(
          e.getMessage()
              + "\nlists "
              + listed()
              + "\nhandler "
              + ofHandler()
              + "\noverview "
              + ofOverview()
              + "\nmetrics "
              + ofMetrics()
              + "\nattention "
              + get("api/v1/attention").body()
              + "\nreadiness "
              + get("health/ready").body(),
          e);
    }
  }

  private Counts listed() throws Exception {
    return new Counts(listed("pending"), listed("retrying"), listed("dead"));
  }

  private long listed(String state) throws Exception {
    return count("api/v1/deliveries?limit=200&handler=" + handler + "&state=" + state);
  }

  private long count(String path) throws Exception {
    long count = 0;
    String cursor = "";
    do {
      JsonObject page = json(get(path + cursor));
      count += page.getJsonArray("items").size();
      String next = page.getString("nextCursor", "");
      cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!cursor.isEmpty());
    return count;
  }

  private Counts ofHandler() throws Exception {
    JsonObject tasks = handler().getJsonObject("tasks");
    return counts(tasks);
  }

  /** With one handler, all tasks are its tasks. */
  private Counts ofOverview() throws Exception {
    return counts(json(get("api/v1/stats")).getJsonObject("now"));
  }

  private static Counts counts(JsonObject tasks) {
    return new Counts(tasks.getInt("pending"), tasks.getInt("retrying"), tasks.getInt("dead"));
  }

  private Counts ofMetrics() throws Exception {
    return new Counts(tasks("pending"), tasks("retrying"), tasks("dead"));
  }

  private long tasks(String state) throws Exception {
    return metric("fs_webhook_tasks{handler=\"" + handler + "\",state=\"" + state + "\"}");
  }

  private long metric(String series) throws Exception {
    Matcher line =
        Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
            .matcher(get("metrics").body());
    return line.find() ? (long) Double.parseDouble(line.group(1)) : 0;
  }

  /** The one in the list of handlers. */
  JsonObject handler() throws Exception {
    return json(get("api/v1/handlers")).getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .filter(each -> each.getString("name").equals(handler))
        .findFirst()
        .orElseThrow(() -> new AssertionError(handler + " is not listed"));
  }

  /** Attempts of the handler that succeeded, of whatever process. */
  long succeeded() throws Exception {
    return listed("succeeded");
  }

  Set<String> attention() throws Exception {
    Set<String> kinds = new TreeSet<>();
    for (JsonObject item :
        json(get("api/v1/attention")).getJsonArray("items").getValuesAs(JsonObject.class)) {
      kinds.add(item.getString("kind"));
    }
    return kinds;
  }

  int readiness() throws Exception {
    return get("health/ready").statusCode();
  }

  boolean isInReadiness(String kind) {
    try {
      return get("health/ready").body().contains(kind);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private boolean isInMetrics(String kind) {
    try {
      return metric("fs_webhook_attention{kind=\"" + kind + "\"}") == 1;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  long rejections() throws Exception {
    return count("api/v1/rejections?limit=200");
  }

  long rejectionsCounted(String reason) throws Exception {
    return metric("fs_webhook_rejections_total{reason=\"" + reason + "\"}");
  }

  long rejectedInTheLastHour() throws Exception {
    return json(get("api/v1/stats")).getJsonObject("totals").getInt("rejected");
  }

  List<JsonObject> errorGroups() throws Exception {
    return json(get("api/v1/error-groups")).getJsonArray("items").getValuesAs(JsonObject.class);
  }

  /** Replays the dead letters, after a dry run that counts them. */
  JsonObject replayDead() throws Exception {
    String filter = "\"filter\":{\"state\":\"dead\",\"handler\":\"" + handler + "\"}";
    post("api/v1/deliveries/replay", "{" + filter + ",\"dryRun\":true}");
    JsonObject started =
        json(post("api/v1/deliveries/replay", "{" + filter + ",\"dryRun\":false}"));
    return operation(started.getString("operation"));
  }

  JsonObject operation(String id) throws Exception {
    return json(get("api/v1/operations/" + id));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(path, null);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(path, body);
  }

  private HttpResponse<String> send(String path, @Nullable String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + token);
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(answer + " " + answer.body());
    }
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      JsonValue value = reader.readValue();
      return value.asJsonObject();
    }
  }
}
