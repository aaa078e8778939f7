package io.fswebhook.war.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fswebhook.api.StreamSignal;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.parse.EventType;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Makes {@code asyncapi.yaml}: a frame written by hand, and the events of the catalogue. */
final class AsyncApiDocument {

  private static final String HEADING =
      "# Generated from the event catalogue; AsyncApiDocumentTest says how to generate it again.\n";

  private static final ObjectMapper JSON = new ObjectMapper();

  private AsyncApiDocument() {}

  static String text() throws IOException {
    ObjectNode document = (ObjectNode) YamlResource.read("asyncapi-frame.yaml");
    ObjectNode channel = document.withObject("/channels/webhook").putObject("messages");
    ObjectNode messages = document.withObject("/components/messages");
    ObjectNode schemas = document.withObject("/components/schemas");
    ApiJavadoc javadoc = ApiJavadoc.read();
    RecordSchemas events = new RecordSchemas(schemas, javadoc, UnaryOperator.identity());
    for (EventType event : EventCatalogue.all()) {
      String key = key(event);
      channel.putObject(key).put("$ref", "#/components/messages/" + key);
      addMessage(messages.putObject(key), event);
      events.addEvent(event);
    }
    addExample(messages.withObject("/streamEvent"), SampleEvents.streamEvent());
    new RecordSchemas(schemas, javadoc, AsyncApiDocument::snakeCase)
        .addRecord("StreamSignal", StreamSignal.class);
    return HEADING + yaml(document);
  }

  private static void addMessage(ObjectNode message, EventType event) throws IOException {
    message.put("name", event.name()).put("title", event.description());
    RecordSchemas.refer(message.putObject("payload"), event.type().getSimpleName());
    addExample(message, sample(event));
  }

  private static void addExample(ObjectNode message, WebhookEvent sample) throws IOException {
    message
        .withArray("examples")
        .addObject()
        .put("name", "sample")
        .set("payload", JSON.readTree(SampleEvents.body(sample)));
  }

  private static WebhookEvent sample(EventType event) {
    return SampleEvents.all().stream()
        .filter(sample -> sample.getClass() == event.type())
        .findFirst()
        .orElseThrow();
  }

  private static String key(EventType event) {
    String name = event.type().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static String yaml(ObjectNode document) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(120);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    return new Yaml(options).dump(JSON.convertValue(document, Map.class));
  }
}
