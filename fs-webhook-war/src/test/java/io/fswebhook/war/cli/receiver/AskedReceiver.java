package io.fswebhook.war.cli.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.api.ApiServer;
import io.fswebhook.war.cli.Typed;
import io.fswebhook.war.it.Eventually;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A whole receiver with the handlers Good and Bad, and commands that ask it. */
final class AskedReceiver implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ApiServer server;
  private final Path operator;
  private final Path viewer;

  private AskedReceiver(ApiServer server, Path home) throws Exception {
    this.server = server;
    operator = Files.writeString(home.resolve("operator"), ApiServer.OPERATOR + "\n");
    viewer = Files.writeString(home.resolve("viewer"), ApiServer.VIEWER);
  }

  static AskedReceiver start(Path home) throws Exception {
    return new AskedReceiver(ApiServer.start(home), home);
  }

  /** What the command line prints, asked by an operator. */
  Typed ask(String... arguments) {
    return askWith(operator, arguments);
  }

  ReceiverClient client() {
    return new ReceiverClient(URI.create(server.base()), ApiServer.VIEWER);
  }

  Typed askAsViewer(String... arguments) {
    return askWith(viewer, arguments);
  }

  Typed askWith(Path token, String... arguments) {
    Stream<String> usual = Stream.of("--url", server.base(), "--token-file", token.toString());
    return Typed.line(Stream.concat(Stream.of(arguments), usual).toArray(String[]::new));
  }

  /** With what somebody types when asked. */
  Typed answering(String answer, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(answer.getBytes(UTF_8)));
    try {
      return ask(arguments);
    } finally {
      System.setIn(before);
    }
  }

  JsonObject json(String... arguments) {
    Typed typed =
        ask(
            Stream.concat(Stream.of(arguments), Stream.of("--output", "json"))
                .toArray(String[]::new));
    assertThat(typed.err()).isEmpty();
    try (JsonReader reader = Json.createReader(new StringReader(typed.out()))) {
      return reader.readObject();
    }
  }

  List<JsonObject> items(String... arguments) {
    return json(arguments).getJsonArray("items").getValuesAs(JsonObject.class);
  }

  /** Delivers, waits until both handlers have had it, and returns the id. */
  String deliver(String event) throws Exception {
    var answer = server.deliver(event);
    assertThat(answer.statusCode()).isEqualTo(200);
    String id = ApiServer.object(answer).getString("id");
    Eventually.holds(
        "both handlers had it",
        LIMIT,
        () -> states(id).equals(List.of("Bad dead", "Good succeeded")));
    return id;
  }

  /** Of a delivery's tasks. */
  List<String> states(String id) {
    return json("delivery", id).getJsonArray("tasks").getValuesAs(JsonObject.class).stream()
        .map(task -> task.getString("handler") + " " + task.getString("state"))
        .sorted()
        .toList();
  }

  void reject() throws Exception {
    assertThat(
            server
                .deliver("{\"eventName\":\"note.created\"}".getBytes(UTF_8), "ORG1", "another")
                .statusCode())
        .isEqualTo(401);
  }

  @Override
  public void close() {
    server.close();
  }
}
