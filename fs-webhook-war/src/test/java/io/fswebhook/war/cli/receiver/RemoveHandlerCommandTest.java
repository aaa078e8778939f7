package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.api.ApiServer;
import io.fswebhook.war.cli.Typed;
import io.fswebhook.war.it.Eventually;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a whole receiver with the handlers Good and Bad. */
class RemoveHandlerCommandTest {

  @TempDir private Path home;
  private ApiServer server;
  private Path token;

  @BeforeEach
  void start() throws Exception {
    server = ApiServer.start(home);
    token = Files.writeString(home.resolve("token"), ApiServer.OPERATOR + "\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_handler_whose_plugin_is_gone_is_removed_with_what_waits_for_it() throws Exception {
    Typed present = remove("Good", "--yes");
    assertThat(present.exitCode()).isEqualTo(1);
    assertThat(present.err()).startsWith("409 handler-present: ").contains("\"Good\"");
    Files.delete(home.resolve("plugins/test-plugin.jar"));
    Eventually.holds(
        "both are shown as not running",
        Duration.ofSeconds(60),
        () -> states().equals(List.of("Bad not-running", "Good not-running")));
    for (int i = 0; i < 3; i++) {
      assertThat(server.deliver("note.created").statusCode()).isEqualTo(200);
    }

    Typed declined = answering("n\n", "Good");
    assertThat(declined.exitCode()).isEqualTo(1);
    assertThat(declined.err()).contains("pending tasks: 3");
    assertThat(states()).hasSize(2);
    assertThat(answering("", "Good").exitCode()).isEqualTo(2);

    assertThat(answering("y\n", "Good").out())
        .isEqualTo(lines("Handler Good is not subscribed any more; discarded: 3"));
    assertThat(remove("Bad", "--yes", "--output", "json"))
        .isEqualTo(
            new Typed(
                0, lines("{\"handler\":\"Bad\",\"status\":\"removed\",\"discarded\":3}"), ""));

    assertThat(states()).isEmpty();
    JsonObject audit = ApiServer.object(server.get("audit")).getJsonArray("items").getJsonObject(0);
    assertThat(audit.getString("action") + " " + audit.getString("target"))
        .isEqualTo("remove handler Bad");
    Typed again = remove("Good", "--yes");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).startsWith("404 not-found: ").contains("\"Good\"");
  }

  @Test
  void what_is_wrong_is_said_in_a_sentence() throws Exception {
    Path viewer = Files.writeString(home.resolve("viewer"), ApiServer.VIEWER);
    Typed forbidden = remove("Good", "--yes", "--token-file", viewer.toString());
    assertThat(forbidden.exitCode()).isEqualTo(1);
    assertThat(forbidden.err()).startsWith("403 forbidden: ").contains("operator");
    Typed nobody = line("Good", "--url", "http://127.0.0.1:1", "--token-file", token.toString());
    assertThat(nobody.exitCode()).isEqualTo(1);
    assertThat(nobody.err()).contains("http://127.0.0.1:1/api/v1/");
    assertThat(line("Good", "--url", "x", "--token-file", token.toString()).exitCode())
        .isEqualTo(2);
    assertThat(line("Good", "--url", server.base(), "--token-file", "none").err())
        .startsWith("--token-file ")
        .contains("none");
    assertThat(Typed.line("handlers").exitCode()).isEqualTo(2);
    assertThat(Typed.line("handlers", "remove", "--help").exitCode()).isZero();
  }

  private List<String> states() throws Exception {
    return ApiServer.object(server.get("handlers"))
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(handler -> handler.getString("name") + " " + handler.getString("state"))
        .toList();
  }

  private Typed answering(String answer, String name) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
    try {
      return remove(name);
    } finally {
      System.setIn(before);
    }
  }

  private Typed remove(String name, String... more) {
    boolean hasToken = List.of(more).contains("--token-file");
    String[] usual =
        hasToken
            ? new String[] {name, "--url", server.base()}
            : new String[] {name, "--url", server.base(), "--token-file", token.toString()};
    return line(Stream.of(usual, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private static Typed line(String... arguments) {
    return Typed.line(
        Stream.concat(Stream.of("handlers", "remove"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
