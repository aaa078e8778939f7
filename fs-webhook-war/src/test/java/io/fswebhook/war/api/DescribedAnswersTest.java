package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.json;
import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.api.Described.Operation;
import io.fswebhook.war.it.Eventually;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goes through openapi.yaml, so that nothing that is described is forgotten. */
class DescribedAnswersTest {

  private static final String GONE = "gone";

  /** Bodies that are right, but for what is about handlers and deliveries. */
  private static final Map<String, String> BODIES =
      Map.of(
          "/api/v1/session", "{\"token\":\"" + ApiServer.VIEWER + "\"}",
          "/api/v1/deliveries/replay", "{\"filter\":{},\"dryRun\":true}",
          "/api/v1/deliveries/discard", "{\"filter\":{},\"dryRun\":true}",
          "/api/v1/deliveries/delete", "{\"filter\":{},\"dryRun\":true}",
          "/api/v1/handlers/{name}/try", "{\"filter\":\"true\"}",
          "/api/v1/test-events", "{\"event\":\"note.created\"}");

  @Test
  void every_answer_that_is_described_is_given_and_no_other(@TempDir Path home) throws Exception {
    try (ApiServer server = ApiServer.start(home)) {
      String id = object(server.deliver("note.created")).getString("id");
      server.deliver("x".getBytes(java.nio.charset.StandardCharsets.UTF_8), "ORG1", "wrong");
      Eventually.holds(
          "a rejection is kept",
          Duration.ofSeconds(30),
          () -> !object(server.get("rejections")).getJsonArray("items").isEmpty());
      String rejection =
          object(server.get("rejections")).getJsonArray("items").getJsonObject(0).getString("id");
      HttpResponse<String> nothing =
          server.post("deliveries/discard", "{\"filter\":{\"event\":\"none\"},\"dryRun\":false}");
      String ended = object(nothing).getString("operation");
      Map<String, String> names =
          Map.of(
              "deliveries",
              id,
              "rejections",
              rejection,
              "handlers",
              "Good",
              "operations",
              ended,
              "alerts",
              "1001");
      ApiServer.leavePendingTo(GONE, home);
      ApiServer.leaveAlerts(home);
      assertThat(server.post("alerts/1002/acknowledge", "{}").statusCode()).isEqualTo(409);
      server.send(server.api("handlers/Good", ApiServer.OPERATOR).DELETE());
      for (Operation operation : server.described.operations()) {
        if (!isDelivery(operation.path())) {
          walk(server, operation, names);
        }
      }
      unchanged(server, id);
      Path settings = home.resolve("fs-webhook.properties");
      Files.writeString(settings, "fs.webhook.rejections.max = none");
      assertThat(server.post("settings/reload", "{}").statusCode()).isEqualTo(409);
      Files.writeString(settings, "fs.webhook.rejections.max = 5"); // which cannot be audited
      server.receiver.close();
      for (Operation operation : server.described.operations()) {
        if (!isDelivery(operation.path()) && !operation.path().endsWith("/events")) {
          server.send(right(server, operation, names));
        }
      }

      Set<String> missing = new TreeSet<>(server.described.all());
      missing.removeAll(server.described.reached());
      missing.removeIf(each -> isDelivery(each.split(" ", 3)[1])); // has tests of its own
      missing.removeIf(each -> each.endsWith(" 202")); // and this
      assertThat(missing).isEmpty();
    }
  }

  private static boolean isDelivery(String path) {
    return path.equals("/webhook") || path.startsWith("/streams/");
  }

  private static void walk(ApiServer server, Operation operation, Map<String, String> names)
      throws Exception {
    HttpResponse<String> answer = server.send(right(server, operation, names));
    assertThat(answer.statusCode()).as(operation + " " + answer.body()).isBetween(200, 299);
    String tag = answer.headers().firstValue("ETag").orElse(null);
    if (tag != null) {
      assertThat(
              server
                  .send(right(server, operation, names).header("If-None-Match", tag))
                  .statusCode())
          .isIn(200, 304);
    }
    if (operation.method().equals("GET")) {
      HttpResponse<String> head =
          server.send(right(server, operation, names).method("HEAD", BodyPublishers.noBody()));
      assertThat(head.statusCode()).as("HEAD of " + operation).isEqualTo(200);
      assertThat(head.body()).isEmpty();
    }
    HttpResponse<String> options =
        server.send(right(server, operation, names).method("OPTIONS", BodyPublishers.noBody()));
    assertThat(options.headers().firstValue("Allow").orElse(""))
        .as("OPTIONS of " + operation)
        .contains(operation.method());
    server.send(right(server, operation, names).method("PATCH", BodyPublishers.noBody()));
    walkRefusals(server, operation, names);
  }

  private static void walkRefusals(ApiServer server, Operation operation, Map<String, String> names)
      throws Exception {
    String path = path(operation, names);
    boolean isApi = operation.path().startsWith("/api/");
    if (isApi) {
      assertThat(server.send(body(operation, token(server, path + "?nonsense=1"))).statusCode())
          .as(operation + " with a parameter that there is not")
          .isEqualTo(400);
    }
    server.send(body(operation, server.request(path)));
    server.send(
        body(
            operation,
            server
                .request(path)
                .header(ServerUsers.USER, "u")
                .header(ServerUsers.ROLE, "another")));
    if (isApi || path.equals("/metrics")) {
      walkSlowedDown(server, operation, path);
    }
    if (operation.path().contains("{id}") || operation.path().contains("{name}")) {
      String other = operation.path().replaceAll("\\{[a-z]+}", "none");
      assertThat(server.send(body(operation, token(server, other))).statusCode())
          .as(operation + " of none")
          .isEqualTo(404);
    }
    if (operation.method().equals("POST")) {
      HttpRequest.Builder large =
          token(server, path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(" ".repeat(JsonBody.LARGEST + 1)));
      assertThat(server.send(large).statusCode()).as(operation + " too large").isEqualTo(413);
      HttpRequest.Builder text =
          token(server, path)
              .header("Content-Type", "text/plain")
              .POST(BodyPublishers.ofString("{}"));
      assertThat(server.send(text).statusCode()).as(operation + " as text").isEqualTo(415);
      HttpRequest.Builder broken = json(token(server, path), "{");
      assertThat(server.send(broken).statusCode()).as(operation + " broken").isEqualTo(400);
    }
  }

  private static void walkSlowedDown(ApiServer server, Operation operation, String path)
      throws Exception {
    boolean logsIn = operation.path().endsWith("/session") && operation.method().equals("POST");
    int status = 0;
    for (int i = 0; i < 30 && status != 429; i++) {
      HttpRequest.Builder request =
          server
              .request(path)
              .header("Authorization", "Bearer wrong")
              .header(ServerUsers.ADDRESS, operation.method() + operation.path());
      status =
          server
              .send(logsIn ? json(request, "{\"token\":\"wrong\"}") : body(operation, request))
              .statusCode();
      assertThat(status).as(operation.toString()).isIn(401, 429);
    }
    assertThat(status).as(operation.toString()).isEqualTo(429);
  }

  /** Nothing is different now, so what is shown is as it was. */
  private static void unchanged(ApiServer server, String id) throws Exception {
    for (Operation operation : server.described.operations()) {
      if (operation.method().equals("GET") && operation.path().startsWith("/api/v1/")) {
        String path =
            path(operation, Map.of("deliveries", id, "rejections", "1", "handlers", "Good"));
        Eventually.holds(
            operation + " is 304",
            Duration.ofSeconds(20),
            () -> {
              String tag =
                  server.send(token(server, path)).headers().firstValue("ETag").orElse(null);
              return tag == null
                  || server.send(token(server, path).header("If-None-Match", tag)).statusCode()
                      == 304;
            });
      }
    }
  }

  private static HttpRequest.Builder right(
      ApiServer server, Operation operation, Map<String, String> names) {
    return body(operation, token(server, path(operation, names)));
  }

  private static HttpRequest.Builder token(ApiServer server, String path) {
    return server.request(path).header("Authorization", "Bearer " + ApiServer.OPERATOR);
  }

  private static HttpRequest.Builder body(Operation operation, HttpRequest.Builder request) {
    if (operation.method().equals("POST")) {
      return json(request, BODIES.getOrDefault(operation.path(), "{}"));
    }
    return request.method(operation.method(), BodyPublishers.noBody());
  }

  private static String path(Operation operation, Map<String, String> names) {
    String list = operation.path().replaceAll("/api/v1/(\\w+).*", "$1");
    String name =
        operation.method().equals("DELETE") && operation.path().contains("/handlers/")
            ? GONE
            : names.getOrDefault(list, "none");
    return operation.path().replaceAll("\\{[a-z]+}", name);
  }
}
