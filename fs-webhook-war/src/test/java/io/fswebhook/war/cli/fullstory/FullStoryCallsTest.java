package io.fswebhook.war.cli.fullstory;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a call when FullStory, or the network, fails. */
class FullStoryCallsTest {

  private static final String URL = "https://hooks.example.com/webhook";
  private static final JsonObject CREATION =
      Json.createObjectBuilder()
          .add("url", URL)
          .add("eventTypes", Json.createArrayBuilder())
          .add("secret", "s3cret")
          .build();

  private final FullStoryMock fullStory = new FullStoryMock();
  private final List<Duration> waits = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();
  private final FullStoryClient client = client(Duration.ofSeconds(1));

  private FullStoryClient client(Duration timeout) {
    return new FullStoryClient(
        new FullStoryCalls(
            URI.create(fullStory.url()),
            FullStoryMock.KEY,
            timeout,
            new Waiting() {
              @Override
              public Instant now() {
                return Instant.parse("2026-01-02T03:04:05Z");
              }

              @Override
              public void waitFor(Duration duration) {
                waits.add(duration);
              }
            },
            progress::add));
  }

  @AfterEach
  void stop() {
    fullStory.close();
  }

  @Test
  void retry_after_is_heeded_as_seconds_and_as_a_date() throws Exception {
    fullStory.failing(limited("7"), limited("Fri, 02 Jan 2026 03:04:35 GMT"));

    assertThat(client.list()).isEmpty();

    assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30));
    assertThat(progress.get(0)).isEqualTo("FullStory answered 429. Trying again in 7 s.");
  }

  @Test
  void a_limited_creation_is_repeated_because_it_had_no_effect() throws Exception {
    fullStory.failing(limited("1"));
    assertThat(client.create(CREATION).url()).isEqualTo(URL);
    assertThat(fullStory.requests()).hasSize(2);
  }

  @Test
  void a_wait_that_is_too_long_is_an_error() {
    fullStory.failing(limited("3600"));
    assertThatThrownBy(client::list)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Try again later")
        .hasMessageContaining("429");
    assertThat(waits).isEmpty();
  }

  @Test
  void retries_end() {
    for (int i = 0; i < 10; i++) {
      fullStory.failing(aResponse().withStatus(500));
    }
    assertThatThrownBy(client::list).hasMessageContaining("fails at the moment");
    assertThat(fullStory.requests()).hasSize(5);
    assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
  }

  @ParameterizedTest
  @EnumSource
  void a_read_survives_a_cut_connection(Fault fault) throws Exception {
    fullStory.failing(aResponse().withFault(fault));
    assertThat(client.list()).isEmpty();
    assertThat(fullStory.requests()).hasSize(2);
  }

  @Test
  void an_answer_that_is_too_long_is_not_asked_for_again() {
    fullStory.failing(aResponse().withBody("x".repeat(17 * 1024 * 1024)));
    assertThatThrownBy(client(Duration.ofMinutes(1))::list).hasMessageContaining("longer than");
    assertThat(fullStory.requests()).hasSize(1);
  }

  @Test
  void a_slow_answer_is_not_awaited_for_ever() throws Exception {
    fullStory.failing(aResponse().withFixedDelay(5_000));
    assertThat(client.list()).isEmpty();
    assertThat(progress.get(0)).contains("in time");
  }

  @Test
  void a_creation_that_may_have_happened_is_not_repeated() {
    fullStory.losingAnswers(aResponse().withFault(Fault.EMPTY_RESPONSE));
    assertThatThrownBy(() -> client.create(CREATION))
        .hasMessageContaining("Whether it was done is unknown")
        .hasMessageContaining("endpoints list");
    assertThat(fullStory.requests()).hasSize(1);
    assertThat(fullStory.urls()).containsExactly(URL);
  }

  @Test
  void a_deletion_whose_answer_was_lost_is_done() throws Exception {
    String id = fullStory.add(URL, true, "s", "note.created");
    fullStory.losingAnswers(aResponse().withFault(Fault.EMPTY_RESPONSE));
    client.delete(id);
    assertThat(fullStory.requests()).hasSize(2);
    assertThat(fullStory.urls()).isEmpty();
  }

  @Test
  void an_update_is_repeated_unless_it_changes_the_id() throws Exception {
    String id = fullStory.add(URL, true, "s", "note.created");
    fullStory.losingAnswers(aResponse().withFault(Fault.EMPTY_RESPONSE), error());
    Endpoint before = new Endpoint(id, URL, true, new TreeSet<>(), "", "");
    EndpointChange.Wanted same = new EndpointChange.Wanted(URL, before.events(), true);
    assertThat(new EndpointChange.Update(before, same, "new").apply(client).enabled()).isTrue();
    assertThat(fullStory.secretOf(URL)).isEqualTo("new");

    fullStory.losingAnswers(error());
    EndpointChange.Wanted moved =
        new EndpointChange.Wanted("https://other/webhook", before.events(), true);
    assertThatThrownBy(() -> new EndpointChange.Update(before, moved, null).apply(client))
        .hasMessageContaining("unknown");
    assertThat(fullStory.urls()).containsExactly("https://other/webhook");
  }

  @Test
  void garbage_is_not_taken_for_an_answer() {
    fullStory.failing(
        aResponse().withBody("<html>welcome</html>"),
        aResponse().withBody("[]"),
        aResponse().withBody("{\"endpoints\":[{\"url\":\"x\"}]}"),
        aResponse().withBody("{\"endpoints\":[1]}"),
        aResponse().withStatus(302).withHeader("Location", "http://127.0.0.1:1/"));
    assertThatThrownBy(client::list).hasMessageContaining("without a JSON object");
    assertThatThrownBy(client::list).hasMessageContaining("without a JSON object");
    assertThatThrownBy(client::list).hasMessageContaining("has no id");
    assertThatThrownBy(client::list).hasMessageContaining("something else than objects");
    assertThatThrownBy(client::list).hasMessageContaining("redirects");
    assertThat(fullStory.requests()).hasSize(5);
  }

  @Test
  void pages_that_go_in_circles_end() {
    ResponseDefinitionBuilder page =
        aResponse().withBody("{\"endpoints\":[],\"nextPaginationToken\":\"a+b\"}");
    fullStory.failing(page, page, page);
    assertThatThrownBy(client::list).hasMessageContaining("again and again");
    assertThat(fullStory.requests().get(1)).endsWith("?paginationToken=a%2Bb");
    assertThat(fullStory.requests()).hasSize(2);
  }

  @Test
  void nobody_there_is_said_without_the_key() {
    String url = fullStory.url();
    fullStory.close();
    assertThatThrownBy(client::list)
        .hasMessageContaining("Nothing listens at " + url)
        .hasMessageNotContaining(FullStoryMock.KEY);
  }

  private static ResponseDefinitionBuilder limited(String retryAfter) {
    return aResponse().withStatus(429).withHeader("Retry-After", retryAfter);
  }

  private static ResponseDefinitionBuilder error() {
    return FullStoryMock.error(500, "internal", "oops");
  }
}
