package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.parse.EventType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are known to be sent, held against asyncapi.yaml. */
class AsyncApiSchemasTest {

  private static final Path SAMPLES =
      Path.of("..", "fs-webhook-core", "src", "test", "resources", "samples");
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final JsonNode document = load();

  static List<EventType> events() {
    return EventCatalogue.all();
  }

  private static JsonNode load() {
    JsonNode document = YamlResource.read("asyncapi.yaml");
    close(document.path("components").path("schemas"));
    return document;
  }

  /** So that a member of a sample that is not described is found. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("properties").isObject()) {
      object.put("unevaluatedProperties", false);
    }
    node.forEach(AsyncApiSchemasTest::close);
  }

  @ParameterizedTest
  @MethodSource("events")
  void a_sample_of_the_test_kit_is_described_by_the_message_of_its_name(EventType event)
      throws Exception {
    assertDescribed(event.name(), JSON.readTree(event.sample(NOW)));
  }

  @ParameterizedTest
  @MethodSource("events")
  void a_sample_of_the_vendor_is_described_by_the_message_of_its_name(EventType event)
      throws Exception {
    byte[] body = Files.readAllBytes(SAMPLES.resolve(event.name() + ".json"));

    assertDescribed(event.name(), JSON.readTree(body));
  }

  @ParameterizedTest
  @MethodSource("events")
  void an_example_is_described_by_its_message(EventType event) {
    List<JsonNode> examples =
        messages().stream()
            .filter(message -> message.path("name").asText().equals(event.name()))
            .flatMap(message -> message.path("examples").findValues("payload").stream())
            .toList();

    assertThat(examples).isNotEmpty();
    examples.forEach(example -> assertDescribed(event.name(), example));
  }

  /** A channel's body is described by exactly one of its messages. */
  private void assertDescribed(String eventName, JsonNode body) {
    Map<String, Set<ValidationMessage>> errors = new TreeMap<>();
    messages().forEach(message -> errors.put(message.path("name").asText(), errors(message, body)));

    assertThat(errors.remove(eventName)).isEmpty();
    assertThat(errors).doesNotContainValue(Set.of());
  }

  private List<JsonNode> messages() {
    List<JsonNode> messages = new ArrayList<>();
    for (JsonNode reference : document.at("/channels/webhook/messages")) {
      messages.add(document.at(reference.path("$ref").asText().substring(1)));
    }
    return messages;
  }

  private Set<ValidationMessage> errors(JsonNode message, JsonNode body) {
    ObjectNode schema = message.path("payload").deepCopy();
    schema.set("components", document.path("components"));
    return SCHEMAS.getSchema(schema, CONFIG).validate(body);
  }
}
