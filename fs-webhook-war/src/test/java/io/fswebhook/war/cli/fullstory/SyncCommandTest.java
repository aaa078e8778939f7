package io.fswebhook.war.cli.fullstory;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncCommandTest {

  private static final String URL = "https://hooks.example.com/webhook";
  private static final String OTHER = "https://other.example.com/webhook";

  private final FullStoryMock fullStory = new FullStoryMock();
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    fullStory.keyFile(folder);
    file = folder.resolve("endpoints.json");
    Files.writeString(folder.resolve("secret"), "s3cret\n");
    declare("{'url':'" + URL + "','events':['note.created'],'secretFile':'secret'}");
  }

  @AfterEach
  void stop() {
    fullStory.close();
  }

  @Test
  void what_is_missing_is_created_after_the_question() {
    Typed planned = sync("--dry-run");
    assertThat(planned.exitCode()).isEqualTo(1);
    assertThat(planned.out().lines())
        .containsExactly("create " + URL, "  event: + note.created", "  secret: set");

    Typed declined = answering("no\n");
    assertThat(declined.exitCode()).isEqualTo(1);
    assertThat(declined.err()).contains("create " + URL, "changes in FullStory: 1?");
    assertThat(fullStory.urls()).isEmpty();

    Typed done = answering("yes\n");
    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).isEqualTo("created " + URL + ", enabled" + System.lineSeparator());
    assertThat(fullStory.secretOf(URL)).isEqualTo("s3cret");
    assertThat(planned + " " + done).doesNotContain("s3cret");

    Typed again = sync("--dry-run");
    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).startsWith("Nothing to change");
  }

  @Test
  void a_disabled_endpoint_gets_its_events_and_stays_disabled() {
    fullStory.add(URL, false, "old", "segment.created");

    Typed synced = sync("--yes");
    assertThat(synced.err()).contains(URL + " is disabled and stays so");
    assertThat(fullStory.eventsOf(URL)).containsExactly("note.created");
    assertThat(fullStory.isEnabled(URL)).isFalse();
    assertThat(fullStory.secretOf(URL)).isEqualTo("old");

    assertThat(sync("--yes", "--enable").exitCode()).isZero();
    assertThat(fullStory.isEnabled(URL)).isTrue();
  }

  @Test
  void an_endpoint_that_the_file_does_not_name_is_deleted_only_when_asked() {
    fullStory.add(URL, true, "s", "note.created");
    fullStory.add(OTHER, true, "s", "note.created");

    assertThat(sync("--yes").err()).contains(OTHER + " is in FullStory only", "--prune");
    assertThat(fullStory.urls()).containsExactly(URL, OTHER);

    assertThat(sync("--prune", "--yes").out()).contains("deleted " + OTHER);
    assertThat(fullStory.urls()).containsExactly(URL);
  }

  @Test
  void an_endpoint_moves_from_its_former_url() throws Exception {
    fullStory.add(OTHER, true, "kept", "note.created");
    declare("{'url':'" + URL + "','events':['note.created'],'formerUrl':'" + OTHER + "'}");

    Typed moved = sync("--yes");

    assertThat(moved.err()).contains("changes the endpoint's id", FullStoryMock.id(URL));
    assertThat(fullStory.urls()).containsExactly(URL);
    assertThat(fullStory.secretOf(URL)).isEqualTo("kept");
    assertThat(sync("--dry-run").exitCode()).isZero();
  }

  @Test
  void what_was_done_before_a_failure_is_told() throws Exception {
    declare(
        "{'url':'" + URL + "','events':['note.created'],'secretFile':'secret'}",
        "{'url':'" + OTHER + "','events':['note.created'],'secretFile':'secret'}");
    fullStory.failing(
        aResponse().withBody("{}"),
        aResponse().withBody("{\"id\":\"1\",\"url\":\"" + URL + "\",\"enabled\":true}"),
        FullStoryMock.error(400, "invalid", "no"));

    Typed synced = sync("--yes", "--output", "json");

    assertThat(synced.exitCode()).isEqualTo(1);
    assertThat(synced.out()).contains("\"url\":\"" + URL + "\"").doesNotContain(OTHER);
    assertThat(synced.err()).contains("invalid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'url':'https://h/w'} | endpoints[0].events must be an array",
        "{'url':'https://h/w','events':[]} | at least one event",
        "{'url':'https://h/w','events':['a b']} | endpoints[0].events: an event must be a name",
        "{'url':'h/w','events':['a']} | endpoints[0].url must be a whole http or https address",
        "{'events':['a']} | is missing",
        "{'url':'https://h/w','event':['a']} | unknown member event: did you mean events?",
        "{'url':'https://h/w','events':['a']},{'url':'https://h/w','events':['a']} | endpoints[1].url",
        "{'url':'https://h/w','events':['a']} | endpoints[0] needs a secretFile",
        "{'url':'https://h/w','events':['a'],'secretFile':'none'} | it does not exist",
        "{'url':3,'events':['a']} | endpoints[0].url must be a text",
        "7 | endpoints[0] must be an object",
        "{ | line 2"
      })
  void a_wrong_file_is_explained(String endpoints, String words) throws Exception {
    declare(endpoints.strip());
    Typed typed = sync("--yes");
    assertThat(typed.err()).contains(words);
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(fullStory.requests()).noneMatch(request -> request.startsWith("POST"));
  }

  private void declare(String... endpoints) throws Exception {
    String json = "{'endpoints':\n[" + String.join(",", endpoints) + "]}";
    Files.writeString(file, json.replace('\'', '"'));
  }

  private Typed answering(String answer) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
    try {
      return sync();
    } finally {
      System.setIn(before);
    }
  }

  private Typed sync(String... more) {
    List<String> line = new ArrayList<>(List.of("endpoints", "sync", file.toString()));
    line.addAll(List.of("--fullstory-url", fullStory.url()));
    line.addAll(List.of("--api-key-file", folder.resolve("api-key").toString()));
    line.addAll(List.of(more));
    return Typed.line(line.toArray(String[]::new));
  }
}
