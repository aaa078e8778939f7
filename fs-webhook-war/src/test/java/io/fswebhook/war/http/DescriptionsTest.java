package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.verify.VerifySettings;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class DescriptionsTest {

  TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_test_may_be_each_event_of_the_catalogue() throws Exception {
    Map<String, Object> openapi = yaml("/openapi.yaml");

    assertThat(map(openapi, "components", "schemas", "EventName"))
        .containsEntry("enum", EventCatalogue.names());
  }

  @Test
  void the_page_about_plugins_lists_each_event_of_the_catalogue() throws Exception {
    List<String> rows =
        EventCatalogue.all().stream()
            .map(
                event ->
                    String.format(
                        Locale.ROOT,
                        "| `%s` | `%s` | %s |",
                        event.name(),
                        event.type().getSimpleName(),
                        event.description()))
            .toList();

    assertThat(Files.readAllLines(Path.of("../docs/plugins.md")))
        .containsSequence(rows)
        .filteredOn(line -> line.matches("\\| `[a-z.]+\\.[a-z.]+` \\| `[A-Z]\\w+` \\|.*"))
        .hasSameSizeAs(rows);
  }

  @Test
  void every_reference_leads_somewhere() throws Exception {
    for (String path : List.of("/asyncapi.yaml", "/openapi.yaml")) {
      Map<String, Object> document = yaml(path);
      Set<String> references = new TreeSet<>();
      collectReferences(document, references);
      assertThat(references).isNotEmpty();
      for (String reference : references) {
        assertThat(reference).startsWith("#/");
        assertThat(map(document, reference.substring(2).split("/"))).isNotEmpty();
      }
    }
  }

  /** A comma in a text ends it in YAML's short form, and makes a member of what follows. */
  @Test
  void nothing_in_them_is_without_a_value() throws Exception {
    for (String path : List.of("/asyncapi.yaml", "/openapi.yaml")) {
      assertThat(withoutValue(yaml(path))).as(path).isEmpty();
    }
  }

  @Test
  void both_headers_are_described() {
    JsonNode document = YamlResource.read("asyncapi.yaml");

    assertThat(document.at("/operations/receiveDelivery/security"))
        .extracting(scheme -> document.at(scheme.path("$ref").asText().substring(1)))
        .extracting(scheme -> scheme.path("name").asText())
        .containsExactlyInAnyOrderElementsOf(VerifySettings.DEFAULT_HEADERS);
  }

  @Test
  void every_described_channel_is_received() throws Exception {
    for (JsonNode channel : YamlResource.read("asyncapi.yaml").path("channels")) {
      String stream = channel.at("/parameters/name/examples/0").asText();
      String path = channel.path("address").asText().replace("{name}", stream);
      HttpResponse<String> answer =
          server.send(
              server
                  .request(path)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(TestServer.EVENT)));

      assertThat(answer.statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void every_described_path_is_answered_with_a_described_status() throws Exception {
    Map<String, Object> paths = map(yaml("/openapi.yaml"), "paths");
    paths.keySet().removeIf(path -> path.startsWith("/api/")); // have tests of their own

    assertThat(paths.keySet())
        .containsExactlyInAnyOrder(
            "/webhook",
            "/streams/{name}",
            "/health/live",
            "/health/ready",
            "/metrics",
            "/asyncapi.yaml",
            "/openapi.yaml");
    for (String path : paths.keySet()) {
      String method = map(paths, path).keySet().iterator().next();
      HttpResponse<String> answer =
          server.send(
              server
                  .request(path.replace("{name}", FakeIngest.STREAM))
                  .header("Content-Type", "application/json")
                  .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.noBody()));
      assertThat(map(paths, path, method, "responses"))
          .as(path)
          .containsKey(String.valueOf(answer.statusCode()));
    }
  }

  private Map<String, Object> yaml(String path) throws Exception {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(answer.body());
  }

  private static void collectReferences(Object node, Set<String> references) {
    if (node instanceof Map<?, ?> map) {
      if (map.get("$ref") instanceof String reference) {
        references.add(reference);
      }
      map.values().forEach(value -> collectReferences(value, references));
    }
    if (node instanceof List<?> list) {
      list.forEach(value -> collectReferences(value, references));
    }
  }

  private static List<Object> withoutValue(Object node) {
    if (node instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .flatMap(
              entry ->
                  entry.getValue() == null
                      ? Stream.of((Object) entry.getKey())
                      : withoutValue(entry.getValue()).stream())
          .toList();
    }
    return node instanceof List<?> list
        ? list.stream().flatMap(value -> withoutValue(value).stream()).toList()
        : List.of();
  }

  private static Map<String, Object> map(Map<String, Object> document, String... keys) {
    Map<String, Object> current = document;
    for (String key : keys) {
      current = cast((Map<?, ?>) Objects.requireNonNull(current.get(key), key));
    }
    return current;
  }

  @SuppressWarnings("unchecked") // the keys of these documents are strings
  private static Map<String, Object> cast(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }
}
