package io.fswebhook.war.cli.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.api.ApiServer;
import io.fswebhook.war.cli.Typed;
import io.fswebhook.war.it.Program;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a whole receiver, and a program that verifies what it gets. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ListenCommandTest {

  private static final String PAST = "2020-01-01T00:00:00Z";

  @TempDir private Path home;
  private final Program program = new Program(ApiServer.SECRET);
  private ApiServer server;
  private Path token;

  @BeforeEach
  void start() throws Exception {
    server = ApiServer.start(home);
    program.start();
    token = Files.writeString(home.resolve("token"), ApiServer.OPERATOR);
  }

  @AfterEach
  void stop() {
    program.close();
    server.close();
  }

  @Test
  void a_program_gets_each_delivery_unchanged_and_with_its_signature() throws Exception {
    String odd =
        "{ \"eventName\" : \"note.created\",\t\"version\":1.0, \"data\":{\"a\":\"Gr\u00f6\u00dfe"
            + " \\u00e4 \\ud83d \u65e5\ud83d\ude00\"}}\r\n";
    String id =
        ApiServer.object(server.deliver(odd.getBytes(UTF_8), "ORG1", "secret")).getString("id");

    Typed listen = listen("--from", PAST, "--count", "1");

    assertThat(program.refused()).isEmpty();
    assertThat(program.bodies()).containsExactly(odd);
    assertThat(listen.exitCode()).isZero();
    assertThat(listen.out().lines().toList().get(0))
        .matches("\\d\\d:\\d\\d:\\d\\d  200 +\\d+ ms  " + id + "  note\\.created  ORG1  \\d+ B");
    assertThat(listen.out()).contains("answer of the program");
    assertThat(listen.out() + listen.err()).doesNotContain("v:");
  }

  @Test
  void an_answer_that_is_an_error_is_shown_and_the_next_delivery_follows() throws Exception {
    server.deliver("note.created");
    server.deliver("segment.created");
    program.answer(500);

    Typed listen = listen("--from", PAST, "--count", "2", "--output", "json");

    assertThat(listen.exitCode()).isEqualTo(1);
    assertThat(program.bodies()).hasSize(2);
    JsonObject first =
        Json.createReader(new StringReader(listen.out().lines().findFirst().orElse("")))
            .readObject();
    assertThat(first.getInt("status")).isEqualTo(500);
    assertThat(first.getString("body")).isEqualTo("answer of the program");
    assertThat(first.getJsonObject("delivery").getString("event")).isEqualTo("note.created");
  }

  @Test
  void a_command_goes_on_where_the_one_before_it_ended() throws Exception {
    for (int i = 0; i < 5; i++) {
      server.deliver("note.created");
    }
    listen("--from", PAST, "--count", "2");
    assertThat(program.bodies()).hasSize(2);

    Typed next = listen("--count", "3");

    assertThat(next.err()).contains("from where it ended");
    assertThat(program.bodies()).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void a_second_command_with_the_same_place_is_refused_at_once() throws Exception {
    server.deliver("note.created");
    listen("--from", PAST, "--count", "1");
    String noted = Files.readString(home.resolve("place"));
    Optional<PlaceLock> first = PlaceLock.of(new PlaceFile(home.resolve("place")));
    try (PlaceLock held = first.orElseThrow()) {
      Typed second = listen("--from", PAST, "--count", "1");
      assertThat(held).isNotNull();
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.err())
          .startsWith("Another listen notes its place in " + home.resolve("place"))
          .contains("--place");
    }
    assertThat(program.bodies()).hasSize(1);
    assertThat(Files.readString(home.resolve("place"))).isEqualTo(noted);
    assertThat(listen("--from", PAST, "--count", "1").exitCode()).isZero();
  }

  @Test
  void deliveries_without_a_signature_are_forwarded_and_that_is_said() throws Exception {
    server.deliverTo(ApiServer.STREAM, ApiServer.STREAM_TOKEN, "{\"id\":1}");

    Typed listen = listen("--from", PAST, "--source", "stream", "--count", "1");

    assertThat(program.refused())
        .containsExactly("no header Fullstory-Signature or X-FS-Signature");
    assertThat(listen.err()).contains("without a signature");
  }

  @Test
  void what_is_wrong_is_said_in_a_sentence() throws Exception {
    assertThat(line("--forward", "localhost:3000").err())
        .startsWith("--forward must be a whole http or https address");
    assertThat(line().exitCode()).isEqualTo(2);
    Files.writeString(home.resolve("place"), "x");
    Typed broken = listen("--count", "1");
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.err()).contains("place").contains("delete it");
    Files.writeString(token, ApiServer.VIEWER);
    server.deliver("note.created");
    Typed viewer = listen("--from", PAST, "--count", "1");
    assertThat(viewer.exitCode()).isEqualTo(1);
    assertThat(viewer.err()).contains("403 forbidden").contains("operator");
    assertThat(program.bodies()).isEmpty();
  }

  private Typed listen(String... more) {
    String[] usual = {
      "--forward", program.uri().toString(), "--place", home.resolve("place").toString()
    };
    return line(Stream.of(usual, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private Typed line(String... more) {
    String[] usual = {"listen", "--url", server.base(), "--token-file", token.toString()};
    return Typed.line(Stream.of(usual, more).flatMap(Stream::of).toArray(String[]::new));
  }
}
