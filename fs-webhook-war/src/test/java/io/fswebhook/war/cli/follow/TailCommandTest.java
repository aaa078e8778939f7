package io.fswebhook.war.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.api.ApiServer;
import io.fswebhook.war.cli.Typed;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TailCommandTest {

  private static final String PAST = "2020-01-01T00:00:00Z";

  @TempDir private Path home;
  private ApiServer server;
  private Path token;

  @BeforeEach
  void start() throws Exception {
    server = ApiServer.start(home);
    token = Files.writeString(home.resolve("token"), ApiServer.VIEWER + "\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void what_arrives_is_shown_line_by_line() throws Exception {
    String first = deliver("note.created");
    String second = deliver("segment.created");

    Typed tail = tail("--from", PAST, "--count", "2");

    assertThat(tail.err()).isEmpty();
    assertThat(tail.exitCode()).isZero();
    List<String> lines = tail.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .matches("\\d\\d:\\d\\d:\\d\\d  " + first + "  note\\.created  ORG1  \\d+ B");
    assertThat(lines.get(1)).contains(second);
  }

  @Test
  void a_filter_applies_and_json_is_a_line_for_each_delivery() throws Exception {
    deliver("note.created");
    String segment = deliver("segment.created");

    Typed tail =
        tail(
            "--from",
            PAST,
            "--event",
            "segment.created",
            "--source",
            "webhook",
            "--count",
            "1",
            "--output",
            "json");

    JsonObject delivery = Json.createReader(new StringReader(tail.out())).readObject();
    assertThat(tail.out().lines()).hasSize(1);
    assertThat(delivery.getString("id")).isEqualTo(segment);
    assertThat(delivery.getString("organisation")).isEqualTo("ORG1");
  }

  @Test
  void what_a_sender_wrote_does_not_reach_the_terminal_as_it_is() throws Exception {
    deliver("a\\u001b[31m");

    assertThat(tail("--from", PAST, "--count", "1").out())
        .contains("a\\u001b[31m")
        .doesNotContain("\u001b");
  }

  @Test
  void what_is_wrong_is_said_in_a_sentence() throws Exception {
    assertThat(tail("--count", "0").exitCode()).isEqualTo(2);
    assertThat(tail("--from", "yesterday").err()).contains("--from must be now, or a time");
    Typed refused = tail("--source", "x");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("source must be one of");
    Typed empty = tail("--event", "");
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).startsWith("--event must not be empty");
    Typed nobody =
        Typed.line("tail", "--url", "http://127.0.0.1:1", "--token-file", token.toString());
    assertThat(nobody.exitCode()).isEqualTo(1);
    assertThat(nobody.err()).contains("Nothing listens at http://127.0.0.1:1");
    Files.writeString(token, "wrong");
    assertThat(tail("--from", PAST).err()).startsWith("401 unauthorized");
  }

  private String deliver(String event) throws Exception {
    return ApiServer.object(server.deliver(event)).getString("id");
  }

  private Typed tail(String... more) {
    String[] usual = {"tail", "--url", server.base(), "--token-file", token.toString()};
    return Typed.line(Stream.of(usual, more).flatMap(Stream::of).toArray(String[]::new));
  }
}
