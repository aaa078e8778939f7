package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTest {

  private ApiServer server;

  @BeforeEach
  void start(@TempDir Path home) throws Exception {
    server = ApiServer.start(home);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void what_arrives_is_shown_in_its_order_page_by_page() throws Exception {
    server.deliver("note.created");
    JsonObject start = feed("");
    String first = deliver("note.created");
    String second = deliver("segment.created");
    String third = deliver("note.created");

    JsonObject one = feed("limit=2&cursor=" + start.getString("nextCursor"));
    JsonObject two = feed("limit=2&cursor=" + one.getString("nextCursor"));
    JsonObject end = feed("cursor=" + two.getString("nextCursor"));

    assertThat(ids(start)).isEmpty();
    assertThat(ids(one)).containsExactly(first, second);
    assertThat(one.getBoolean("more")).isTrue();
    assertThat(ids(two)).containsExactly(third);
    assertThat(two.getBoolean("more")).isFalse();
    assertThat(ids(end)).isEmpty();
    assertThat(end.getString("nextCursor")).isEqualTo(two.getString("nextCursor"));
  }

  @Test
  void a_feed_has_what_its_filter_says() throws Exception {
    String note = deliver("note.created");
    String segment = deliver("segment.created");

    assertThat(ids(feed("from=2020-01-01T00:00:00Z"))).containsExactly(note, segment);
    assertThat(ids(feed("from=2020-01-01T00:00:00Z&event=segment.created")))
        .containsExactly(segment);
    assertThat(ids(feed("from=2020-01-01T00:00:00Z&organisation=ORG8"))).isEmpty();
    assertThat(server.get("feed?state=dead").statusCode()).isEqualTo(400);
    assertThat(server.get("feed?cursor=x").body()).contains("cursor must be");
  }

  private JsonObject feed(String query) throws Exception {
    return object(server.get("feed?" + query));
  }

  private String deliver(String event) throws Exception {
    return object(server.deliver(event)).getString("id");
  }

  private static List<String> ids(JsonObject feed) {
    return feed.getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(each -> each.getString("id"))
        .toList();
  }
}
