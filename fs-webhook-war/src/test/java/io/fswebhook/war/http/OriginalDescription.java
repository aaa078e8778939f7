package io.fswebhook.war.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The AsyncAPI 2.6 description of FullStory's webhooks that this project began with. */
final class OriginalDescription {

  private final JsonNode document = YamlResource.read("original-asyncapi-2.6.yaml");

  /**
   * A message of a channel.
   *
   * @param channel the path to post it to
   * @param name what it is called in the document
   * @param payload the schema of its body
   */
  record Message(String channel, String name, JsonNode payload) {

    @Override
    public String toString() {
      return channel + " " + name;
    }
  }

  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    for (var channel : document.path("channels").properties()) {
      for (JsonNode each : channel.getValue().at("/publish/message/oneOf")) {
        JsonNode message = resolved(each);
        messages.add(
            new Message(
                channel.getKey(),
                message.path("name").asText(),
                resolved(message.path("payload"))));
      }
    }
    return messages;
  }

  /** The names of the headers that carry signatures. */
  Set<String> signatureHeaders() {
    Set<String> headers = new TreeSet<>();
    document
        .at("/components/securitySchemes")
        .forEach(scheme -> headers.add(scheme.path("name").asText()));
    return headers;
  }

  /** The parts of a kind that no reference leads to. */
  Set<String> unreachable(String kind) {
    Set<String> names = new TreeSet<>();
    document.path("components").path(kind).fieldNames().forEachRemaining(names::add);
    document
        .findValuesAsText("$ref")
        .forEach(reference -> names.remove(reference.replace("#/components/" + kind + "/", "")));
    return names;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }
}
