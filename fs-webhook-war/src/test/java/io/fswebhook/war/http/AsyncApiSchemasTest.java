package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.FormatEvaluatorFactory;
import dev.harrel.jsonschema.ValidatorFactory;
import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.StreamSignal;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.parse.EventType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are known to be sent, held against asyncapi.yaml. */
class AsyncApiSchemasTest {

  private static final Path SAMPLES =
      Path.of("..", "fs-webhook-core", "src", "test", "resources", "samples");
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ValidatorFactory VALIDATORS =
      new ValidatorFactory().withEvaluatorFactory(new FormatEvaluatorFactory());

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

  @Test
  void a_body_of_a_stream_is_a_signal_if_the_schema_says_so() throws Exception {
    byte[] older = Files.readAllBytes(SAMPLES.resolve("stream.v2.json"));
    List<JsonNode> signals =
        List.of(JSON.readTree(older), JSON.readTree(SampleEvents.body(SampleEvents.streamEvent())));

    assertThat(signals).allMatch(body -> isSignal(body) && signal(body) != null);
    for (JsonNode signal : signals) {
      for (String member : List.of("name", "timestamp", "api_version", "signal_version", "user")) {
        JsonNode body = ((ObjectNode) signal.deepCopy()).without(member);
        assertThat(isSignal(body)).as("without " + member).isEqualTo(signal(body) != null);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1]", "\"text\"", "1.5", "true", "null"})
  void any_value_is_a_body_of_a_stream(String body) throws Exception {
    assertThat(errors(schema("StreamBody"), JSON.readTree(body))).isEmpty();
    assertThat(isSignal(JSON.readTree(body))).isFalse();
  }

  private boolean isSignal(JsonNode body) {
    return errors(schema("StreamSignal"), body).isEmpty();
  }

  private static @Nullable StreamSignal signal(JsonNode body) {
    return new StreamEvent("orders", JSON.convertValue(body, Object.class)).signal();
  }

  private static JsonNode schema(String name) {
    return JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
  }

  /** A channel's body is described by exactly one of its messages. */
  private void assertDescribed(String eventName, JsonNode body) {
    Map<String, List<Error>> errors = new TreeMap<>();
    messages()
        .forEach(
            message ->
                errors.put(message.path("name").asText(), errors(message.path("payload"), body)));

    assertThat(errors.remove(eventName)).isEmpty();
    assertThat(errors).doesNotContainValue(List.of());
  }

  private List<JsonNode> messages() {
    List<JsonNode> messages = new ArrayList<>();
    for (JsonNode reference : document.at("/channels/webhook/messages")) {
      messages.add(document.at(reference.path("$ref").asText().substring(1)));
    }
    return messages;
  }

  private List<Error> errors(JsonNode schema, JsonNode body) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return VALIDATORS.validate((Object) whole, (Object) body).getErrors();
  }
}
