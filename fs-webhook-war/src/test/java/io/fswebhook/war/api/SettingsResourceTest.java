package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsResourceTest {

  @TempDir Path home;

  @Test
  void a_viewer_sees_what_can_be_set_and_what_is_and_no_secret() throws Exception {
    Files.writeString(
        home.resolve("fs-webhook.properties"),
        """
        fs.webhook.retention = P1D
        fs.webhook.tokens.ci.token = hush1
        fs.webhook.orgs.TN1.signing-secrets = hush2
        fs.webhook.handlers.Good.timeout = PT5S
        fs.webhook.handlers.Good.password = hush3
        """);
    Map<String, String> overrides =
        Map.of("fs.webhook.max-body-size", "5000", "fs.webhook.signing-secrets", "hush4");
    try (ApiServer server = ApiServer.with(overrides, home)) {
      String body = server.get("settings").body();
      List<JsonObject> items =
          object(server.get("settings")).getJsonArray("items").getValuesAs(JsonObject.class);

      assertThat(body).doesNotContain("hush", ApiServer.OPERATOR);
      assertThat(item(items, "fs.webhook.max-body-size"))
          .isEqualTo("integer 1048576 true override 5000");
      assertThat(item(items, "fs.webhook.retention")).isEqualTo("duration P30D true file P1D");
      assertThat(item(items, "fs.webhook.inbox.timeout")).isEqualTo("duration PT10S false - -");
      assertThat(item(items, "fs.webhook.signing-secrets")).endsWith("true override -");
      assertThat(item(items, "fs.webhook.tokens.ci.token")).isEqualTo("secret - true file -");
      assertThat(item(items, "fs.webhook.orgs.TN1.signing-secrets"))
          .isEqualTo("secrets - true file -");
      assertThat(item(items, "fs.webhook.handlers.Good.timeout"))
          .isEqualTo("duration PT30S true file PT5S");
      assertThat(item(items, "fs.webhook.handlers.Good.password"))
          .isEqualTo("secret - true file -");
      assertThat(items.stream().map(each -> each.getString("name"))).doesNotHaveDuplicates();
    }
  }

  private static String item(List<JsonObject> items, String name) {
    JsonObject item =
        items.stream()
            .filter(each -> each.getString("name").equals(name))
            .findFirst()
            .orElseThrow();
    return String.join(
        " ",
        item.getString("type"),
        item.getString("defaultValue", "-"),
        item.getBoolean("set") + "",
        item.getString("source", "-"),
        item.getString("value", "-"));
  }
}
