package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

/** JSON that has every member of a schema, each with a value of its own. */
final class SchemaExample {

  /** Others could describe something that is not in the example. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "type", "description", "format", "const", "enum", "properties", "additionalProperties");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final int choice;
  private int count;

  private SchemaExample(int choice) {
    this.choice = choice;
  }

  /**
   * An example.
   *
   * @param choice which value of each enum, from 0; begins again after the last
   */
  static JsonNode of(JsonNode schema, int choice) {
    return new SchemaExample(choice).example(schema);
  }

  /** How many choices it takes to have each value of each enum. */
  static int choices(JsonNode schema) {
    return schema.findValues("enum").stream().mapToInt(JsonNode::size).max().orElse(1);
  }

  private JsonNode example(JsonNode schema) {
    assertThat(schema.fieldNames()).toIterable().isSubsetOf(KEYWORDS);
    if (schema.has("const")) {
      return schema.path("const");
    }
    if (schema.has("enum")) {
      return schema.path("enum").get(choice % schema.path("enum").size());
    }
    count++;
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema);
      case "string" -> JSON.textNode(text(schema.path("format").asText()));
      case "number" -> JSON.numberNode(new BigDecimal(count + ".5"));
      case "integer" -> JSON.numberNode(1); // a version: another one makes an unknown event
      default -> throw new AssertionError("no example of " + schema);
    };
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = JSON.objectNode();
    if (!schema.has("properties")) {
      return object.put("any_str", "text " + count);
    }
    schema
        .path("properties")
        .properties()
        .forEach(member -> object.set(member.getKey(), example(member.getValue())));
    return object;
  }

  private String text(String format) {
    return switch (format) {
      case "" -> "text " + count;
      case "email" -> "ada" + count + "@example.com";
      case "uri" -> "https://example.com/" + count;
      case "date-time" -> Instant.parse("2026-01-05T08:15:30.250Z").plusSeconds(count).toString();
      default -> throw new AssertionError("no example of a " + format);
    };
  }
}
