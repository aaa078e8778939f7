package io.fswebhook.war.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tokens there are, and what becomes of those that expire. */
class ListedTokensTest {

  private static final String OLD = "token-of-last-year";
  private static final String SOON = "token-of-this-week";

  @TempDir private Path home;

  @Test
  void tokens_are_listed_for_operators_without_their_values() throws Exception {
    Instant inTwoDays = Instant.now().plus(Duration.ofDays(2));
    Map<String, String> settings =
        Map.of(
            "fs.webhook.tokens.old.token",
            OLD,
            "fs.webhook.tokens.old.expires-at",
            "2020-01-01T00:00:00Z",
            "fs.webhook.tokens.soon.token",
            SOON,
            "fs.webhook.tokens.soon.expires-at",
            inTwoDays.toString());
    try (ApiServer server = ApiServer.with(settings, home)) {
      assertThat(server.get("tokens").statusCode()).isEqualTo(403);
      HttpResponse<String> list = server.send(server.api("tokens", ApiServer.OPERATOR));

      assertThat(list.statusCode()).isEqualTo(200);
      assertThat(list.body()).doesNotContain(OLD, SOON, ApiServer.OPERATOR);
      JsonNode items = new ObjectMapper().readTree(list.body()).get("items");
      assertThat(items)
          .extracting(
              item ->
                  item.get("name").textValue()
                      + " "
                      + item.get("role").textValue()
                      + " "
                      + item.get("state").textValue()
                      + " "
                      + item.has("lastUsedAt"))
          .containsExactly(
              "admin operator valid false",
              "ann operator valid true",
              "old viewer expired false",
              "soon viewer expires-soon false",
              "vic viewer valid true");

      HttpResponse<String> expired = server.send(server.api("plugins", OLD));
      assertThat(expired.statusCode()).isEqualTo(401);
      assertThat(expired.body())
          .contains("\"token-expired\"", "The token old expired at 2020-01-01T00:00:00Z");
      assertThat(server.send(server.api("plugins", SOON)).statusCode()).isEqualTo(200);
    }
  }
}
