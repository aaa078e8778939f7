package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What makes the classes of a generated client readable. */
class OpenApiConventionsTest {

  private static final String SCHEMAS = "/components/schemas/";

  private final JsonNode document = YamlResource.read("openapi.yaml");

  @Test
  void every_object_and_every_enum_has_a_name() {
    List<String> withoutName = new ArrayList<>();
    visit(
        "",
        document,
        (place, node) -> {
          boolean isNamed = place.matches(SCHEMAS + "\\w+");
          if ((node.path("properties").isObject() || node.path("enum").size() > 1) && !isNamed) {
            withoutName.add(place);
          }
        });
    assertThat(withoutName).isEmpty();
  }

  @Test
  void every_value_has_a_type() {
    List<String> withoutType = new ArrayList<>();
    visit(
        "",
        document,
        (place, node) -> {
          if ((node.has("enum") || node.has("const")) && !node.has("type")) {
            withoutType.add(place);
          }
        });
    assertThat(withoutType).isEmpty();
  }

  @Test
  void every_id_is_a_string() {
    visit(
        "",
        document.path("components").path("schemas"),
        (place, node) -> {
          if (place.matches(".*/properties/(id|\\w+Id)")) {
            assertThat(node.path("type").asText()).as(place).isEqualTo("string");
          }
        });
  }

  @Test
  void every_page_is_alike() {
    for (Map.Entry<String, JsonNode> each :
        document.path("components").path("schemas").properties()) {
      if (each.getKey().endsWith("Page")) {
        assertThat(each.getValue().path("properties").fieldNames())
            .toIterable()
            .as(each.getKey())
            .contains("items", "nextCursor");
      }
    }
  }

  @Test
  void every_operation_has_one_tag_that_is_described() {
    List<String> tags = document.path("tags").findValuesAsText("name");
    document
        .path("paths")
        .forEach(
            path ->
                path.forEach(
                    operation ->
                        assertThat(operation.path("tags"))
                            .as(operation.path("operationId").asText())
                            .singleElement()
                            .satisfies(tag -> assertThat(tags).contains(tag.asText()))));
  }

  @Test
  void every_error_is_a_problem_with_a_name() {
    visit(
        "",
        document.path("paths"),
        (place, node) -> {
          if (place.matches(".*/responses/4\\d\\d")) {
            assertThat(node.path("$ref").asText()).as(place).startsWith("#/components/responses/");
          }
        });
  }

  private static void visit(String place, JsonNode node, BiConsumer<String, JsonNode> visitor) {
    visitor.accept(place, node);
    node.properties().forEach(each -> visit(place + "/" + each.getKey(), each.getValue(), visitor));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        visit(place + "/" + i, node.get(i), visitor);
      }
    }
  }
}
