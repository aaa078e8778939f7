package io.fswebhook.core.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import io.fswebhook.core.parse.JsonReader;
import io.fswebhook.core.parse.MalformedPayloadException;
import java.nio.charset.StandardCharsets;

/** Lets the validator read its own meta-schemas in the way that bodies are read. */
final class ValueNodes implements JsonNodeFactory {

  private final JsonReader reader = new JsonReader();

  @Override
  public JsonNode wrap(Object node) {
    return (JsonNode) node;
  }

  @Override
  public JsonNode create(String rawJson) {
    try {
      return ValueNode.of(reader.readValue(rawJson.getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedPayloadException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
