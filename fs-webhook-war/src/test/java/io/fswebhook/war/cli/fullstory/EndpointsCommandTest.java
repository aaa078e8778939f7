package io.fswebhook.war.cli.fullstory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsCommandTest {

  private static final String URL = "https://hooks.example.com/webhook";
  private static final String OTHER = "https://other.example.com/webhook";

  private final FullStoryMock fullStory = new FullStoryMock();
  @TempDir private Path folder;
  private Path key;

  @BeforeEach
  void writeKey() throws Exception {
    key = fullStory.keyFile(folder);
  }

  @AfterEach
  void stop() {
    fullStory.close();
  }

  @Test
  void endpoints_of_all_pages_are_listed() {
    fullStory.inPagesOf(1);
    fullStory.add(URL, true, "s", "note.created", "segment.created");
    fullStory.add(OTHER, false, "s", "note.created");

    Typed listed = endpoints("list");

    assertThat(listed.out().lines())
        .containsExactly(
            "STATE     URL                                EVENTS",
            "enabled   " + URL + "  note.created, segment.created",
            "disabled  " + OTHER + "  note.created");
    assertThat(listed.exitCode()).isZero();
    assertThat(endpoints("show", OTHER).out()).contains(FullStoryMock.id(OTHER), "disabled");
  }

  @Test
  void both_spellings_are_read() {
    fullStory.add(URL, true, "s", "note.created");
    JsonObject camel = json(endpoints("list", "--output", "json"));
    fullStory.inSnakeCase();
    fullStory.inPagesOf(1);
    fullStory.add(OTHER, true, "s", "note.created");

    JsonObject snake = json(endpoints("list", "--output", "json"));

    assertThat(snake.getJsonArray("items")).hasSize(2);
    assertThat(snake.getJsonArray("items").get(0)).isEqualTo(camel.getJsonArray("items").get(0));
    assertThat(camel.getJsonArray("items").getJsonObject(0).getJsonArray("eventTypes")).hasSize(1);
  }

  @Test
  void an_endpoint_is_created_with_a_new_secret_that_is_never_shown() throws Exception {
    Path secret = folder.resolve("secret");
    String[] create = {
      "create",
      URL,
      "--event",
      "note.created,recording.event.custom:QWRk/ZWQ=",
      "--new-secret-file",
      secret.toString(),
      "--output",
      "json"
    };

    JsonObject planned = json(endpoints(with(create, "--dry-run")));
    assertThat(planned.getJsonArray("changes").getJsonObject(0).getJsonArray("differences"))
        .hasSize(3);
    assertThat(fullStory.urls()).isEmpty();
    assertThat(secret).doesNotExist();

    Typed created = endpoints(create);
    assertThat(created.exitCode()).isZero();
    assertThat(fullStory.eventsOf(URL))
        .containsExactly("note.created", "recording.event.custom:QWRk/ZWQ=");
    String made = Files.readString(secret).strip();
    assertThat(fullStory.secretOf(URL)).isEqualTo(made).hasSize(44);
    assertThat(created.out() + created.err()).doesNotContain(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");

    Typed again = endpoints(create);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("exists", "--secret-file");
  }

  @Test
  void an_update_leaves_a_disabled_endpoint_disabled_unless_asked() throws Exception {
    fullStory.add(URL, false, "old", "note.created");
    Path secret = Files.writeString(folder.resolve("secret"), "new\n");

    Typed updated =
        endpoints("update", URL, "--event", "segment.created", "--secret-file", secret.toString());
    assertThat(updated.err()).contains("stays so", "--enable");
    assertThat(fullStory.eventsOf(URL)).containsExactly("segment.created");
    assertThat(fullStory.secretOf(URL)).isEqualTo("new");
    assertThat(fullStory.isEnabled(URL)).isFalse();

    assertThat(endpoints("update", URL, "--enable").out())
        .isEqualTo("updated " + URL + ", enabled" + System.lineSeparator());
    assertThat(fullStory.isEnabled(URL)).isTrue();
    assertThat(endpoints("update", FullStoryMock.id(URL), "--disable").exitCode()).isZero();
    assertThat(fullStory.isEnabled(URL)).isFalse();
  }

  @Test
  void a_changed_url_is_a_changed_id_and_said_so() {
    fullStory.add(URL, true, "s", "note.created");

    Typed moved = endpoints("update", URL, "--new-url", OTHER);

    assertThat(moved.err()).contains(FullStoryMock.id(URL), FullStoryMock.id(OTHER));
    assertThat(fullStory.urls()).containsExactly(OTHER);
    assertThat(fullStory.eventsOf(OTHER)).containsExactly("note.created");
  }

  @Test
  void what_is_like_that_already_is_left_alone() {
    fullStory.add(URL, true, "s", "note.created");

    Typed same = endpoints("update", URL, "--event", "note.created", "--enable");

    assertThat(same.exitCode()).isZero();
    assertThat(same.err()).contains("Nothing to change");
    assertThat(fullStory.requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  void deleting_asks() {
    fullStory.add(URL, true, "s", "note.created");

    assertThat(answering("n\n", "delete", URL).exitCode()).isEqualTo(1);
    assertThat(endpoints("delete", URL, "--dry-run").exitCode()).isZero();
    assertThat(fullStory.urls()).containsExactly(URL);

    assertThat(endpoints("delete", URL, "--yes").exitCode()).isZero();
    assertThat(fullStory.urls()).isEmpty();
    Typed again = endpoints("delete", FullStoryMock.id(URL), "--yes");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("resource_not_found", "endpoints list");
  }

  @Test
  void event_types_show_what_to_subscribe_to() {
    assertThat(endpoints("event-types").out().lines())
        .containsExactly(
            "EVENT                   NAME          SUBCATEGORY",
            "note.created            Note Created  -",
            "recording.event.custom  Custom Event  needed");
    fullStory.inSnakeCase();
    assertThat(endpoints("event-types", "recording.event.custom").out())
        .contains("recording.event.custom:QWRk/ZWQ=  Added to Cart")
        .contains("recording.event.custom:U2F3       Saw Error");
  }

  @Test
  void a_key_that_may_not_is_told_apart_from_a_wrong_one() throws Exception {
    Files.writeString(key, FullStoryMock.KEY_WITHOUT_RIGHTS);
    assertThat(endpoints("list").err()).contains("administrator or architect", "forbidden");
    Files.writeString(key, "wrong");
    Typed wrong = endpoints("list");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).contains("does not know the API key", "unauthorized");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list --fullstory-url http://api.example.com | must be https",
        "list --fullstory-url api.example.com | must be a whole https address",
        "list --api-key-file none | it does not exist",
        "create nowhere --event a --new-secret-file x | URL must be a whole http or https address",
        "create https://h/w --event a b --new-secret-file x | Unmatched argument",
        "create https://h/w --event a: --new-secret-file x | --event: an event must be a name",
        "create https://h/w --event a | secret-file",
        "update https://h/w | at least one thing",
        "update https://h/w --enable --disable | mutually exclusive"
      })
  void wrong_usage_is_explained(String arguments, String words) {
    Typed typed = endpoints(arguments.strip().split(" "));
    assertThat(typed.err()).contains(words);
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(fullStory.requests()).isEmpty();
  }

  @Test
  void a_key_with_the_word_basic_is_refused_without_showing_it() throws Exception {
    Files.writeString(key, "Basic abc123");
    Typed typed = endpoints("list");
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("without the word Basic").doesNotContain("abc123");
  }

  @Test
  void what_fullstory_answers_cannot_act_on_a_terminal() {
    fullStory.failing(FullStoryMock.error(400, "bad", "a\u001b[2Jb"));
    assertThat(endpoints("list").err()).contains("a\\u001b[2Jb").doesNotContain("\u001b");
  }

  private Typed answering(String answer, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
    try {
      return endpoints(arguments);
    } finally {
      System.setIn(before);
    }
  }

  private Typed endpoints(String... arguments) {
    List<String> line = new ArrayList<>(List.of("endpoints"));
    line.addAll(List.of(arguments));
    if (!line.contains("--fullstory-url")) {
      line.addAll(List.of("--fullstory-url", fullStory.url()));
    }
    if (!line.contains("--api-key-file")) {
      line.addAll(List.of("--api-key-file", key.toString()));
    }
    return Typed.line(line.toArray(String[]::new));
  }

  private static String[] with(String[] arguments, String more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(more);
    return all.toArray(String[]::new);
  }

  private static JsonObject json(Typed typed) {
    try (JsonReader reader = Json.createReader(new StringReader(typed.out()))) {
      return reader.readObject();
    }
  }
}
