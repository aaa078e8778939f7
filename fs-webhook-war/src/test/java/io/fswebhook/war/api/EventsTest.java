package io.fswebhook.war.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventsTest {

  @TempDir private Path home;

  @Test
  void viewers_are_told_of_deliveries_attempts_and_rejections_and_the_end_ends_it()
      throws Exception {
    try (ApiServer server = ApiServer.start(home)) {
      HttpResponse<InputStream> response =
          HttpClient.newHttpClient()
              .send(
                  server.api("events", ApiServer.VIEWER).build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
      try (BufferedReader stream =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        String id =
            server.deliver("note.created").body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(server.send(ApiServer.json(server.request("/webhook"), "{}")).statusCode())
            .isEqualTo(401);

        assertThat(next(stream, "delivery")).contains(id).contains("note.created");
        assertThat(next(stream, "rejection")).contains("\"reason\":\"missing\"");

        assertThat(server.post("handlers/Good/pause", "{}").statusCode()).isEqualTo(204);
        assertThat(next(stream, "handler")).contains("{\"name\":\"Good\"}");

        server.receiver.endStreams();
        assertThat(stream.lines().filter(line -> line.startsWith("event: rejection"))).isEmpty();
      }
    }
  }

  @Test
  void head_begins_no_stream() throws Exception {
    try (ApiServer server = ApiServer.start(home)) {
      HttpResponse<String> answer =
          server.send(
              server
                  .api("events", ApiServer.VIEWER)
                  .method("HEAD", HttpRequest.BodyPublishers.noBody())
                  .timeout(Duration.ofSeconds(20)));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    }
  }

  @Test
  void who_has_logged_out_is_told_nothing_more() throws Exception {
    try (ApiServer server = ApiServer.start(home)) {
      HttpResponse<String> session =
          server.send(
              ApiServer.json(
                  server.request("/api/v1/session"), "{\"token\":\"" + ApiServer.VIEWER + "\"}"));
      String cookie =
          session.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
      HttpResponse<InputStream> response =
          HttpClient.newHttpClient()
              .send(
                  server.request("/api/v1/events").header("Cookie", cookie).build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      try (BufferedReader stream =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        server.deliver("note.created");
        assertThat(next(stream, "delivery")).contains("note.created");

        String csrfToken = ApiServer.object(session).getString("csrfToken");
        HttpResponse<String> loggedOut =
            server.send(
                server
                    .request("/api/v1/session")
                    .header("Cookie", cookie)
                    .header("X-CSRF-Token", csrfToken)
                    .DELETE());
        assertThat(loggedOut.statusCode()).isEqualTo(204);
        server.deliver("segment.created");

        // Asked of the stream itself: it would take minutes until all of it is there.
        assertThat(stream.lines().anyMatch(line -> line.contains("segment.created"))).isFalse();
      }
    }
  }

  @Test
  void who_may_not_look_hears_nothing() throws Exception {
    try (ApiServer server = ApiServer.start(home)) {
      assertThat(server.send(server.request("/api/v1/events")).statusCode()).isEqualTo(401);
    }
  }

  private static String next(BufferedReader stream, String event) throws Exception {
    String line = stream.readLine();
    while (line != null && !line.equals("event: " + event)) {
      line = stream.readLine();
    }
    return String.valueOf(stream.readLine());
  }
}
