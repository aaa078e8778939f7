package io.fswebhook.war.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What operators and monitoring ask a receiver, over HTTP. */
final class GrowthReads {

  private static final int WARM_UP = 30;
  private static final int TIMES = 11;
  private static final String HANDLER = "?handler=" + GrownInbox.HANDLER;
  private static final String DELIVERIES = "/api/v1/deliveries";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI receiver;
  private final String token;

  GrowthReads(URI receiver, Path home) throws IOException {
    this.receiver = receiver;
    this.token = Files.readString(home.resolve("admin-token")).strip();
  }

  /** Milliseconds, the median of some requests for each, after others to warm up. */
  Map<String, Double> millis(Instant middle) throws Exception {
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("first page", DELIVERIES);
    paths.put("page in the middle", DELIVERIES + "?before=" + middle);
    paths.put("handler and state", DELIVERIES + HANDLER + "&state=succeeded");
    paths.put("dead letters", DELIVERIES + HANDLER + "&state=dead");
    paths.put("error groups", "/api/v1/error-groups");
    paths.put("chart", "/api/v1/stats?range=day");
    paths.put("readiness", "/health/ready");
    Map<String, Double> all = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : paths.entrySet()) {
      all.put(each.getKey(), millis(each.getValue()));
    }
    return all;
  }

  private double millis(String path) throws Exception {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < WARM_UP + TIMES; i++) {
      long begin = System.nanoTime();
      send(request(path).build());
      all.add((System.nanoTime() - begin) / 1e6);
    }
    return Medians.of(all.subList(WARM_UP, all.size()));
  }

  /** Its tasks wait meanwhile. */
  void pauseHandler() throws Exception {
    change("pause");
  }

  void resumeHandler() throws Exception {
    change("resume");
  }

  private void change(String how) throws Exception {
    send(
        request("/api/v1/handlers/" + GrownInbox.HANDLER + "/" + how)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(receiver.resolve(path))
        .header("Authorization", "Bearer " + token);
  }

  private void send(HttpRequest request) throws Exception {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          request.uri() + " was answered " + response.statusCode() + ": " + response.body());
    }
  }
}
