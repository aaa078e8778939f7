package io.fswebhook.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.core.failure.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadSchemaTest {

  @TempDir Path path;

  @Test
  void a_missing_file_is_refused() {
    assertRefused("it cannot be read (it does not exist)");
  }

  @Test
  void a_folder_is_refused() throws Exception {
    Files.createDirectory(folder().main());

    assertRefused("it cannot be read (Is a directory)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'type': 'object',} | it cannot be read as JSON: the file must be valid JSON, was not at line 1 column 19 ($.type)",
        "{} {}               | it cannot be read as JSON: only white space may follow the JSON object at line 1 column 4 ($)",
        "[]                  | it is no valid JSON Schema: the top level: type boolean, object",
        "{'type': 'objekt'}  | it is no valid JSON Schema: /type: anyOf",
        "{'properties': {'a': {'minLength': -1}}} | it is no valid JSON Schema: /properties/a/minLength: minimum 0",
        "{'required': 'id'}  | it is no valid JSON Schema: /required: type array",
        "{'$schema': 'http://json-schema.org/draft-04/schema#', 'minimum': '1'} | it is no valid JSON Schema: /minimum: type number",
        "{'$schema': 'http://json-schema.org/schema#'} | /$schema must be one of https://json-schema.org/draft/2020-12/schema, https://json-schema.org/draft/2019-09/schema, http://json-schema.org/draft-07/schema#, http://json-schema.org/draft-06/schema#, http://json-schema.org/draft-04/schema#, was 'http://json-schema.org/schema#'",
        "{'properties': {'a': {'pattern': 'x['}}} | /properties/a/pattern must be a regular expression, was not at character 2 (Unclosed character class)",
        "{'patternProperties': {'(': {}}} | /patternProperties must be a regular expression, was not at character 2 (Unclosed group)",
      })
  void what_is_no_schema_is_refused_with_place_and_rule(String schema, String reason)
      throws Exception {
    folder().file("main.json", schema);

    assertRefused(reason.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9/address.json",
        "https://example.com/address.json#/$defs/a",
        "jar:file:/a.jar!/address.json",
        "urn:address",
        "#/$defs/missing",
        "#missing",
        "address.json#/missing",
      })
  void a_reference_to_anything_elsewhere_is_refused(String reference) throws Exception {
    folder().file("address.json", "{}").file("main.json", referringTo(reference));

    assertRefused(
        "/properties/a/$ref in "
            + folder().main().toUri()
            + " refers to "
            + (reference.startsWith("#") ? folder().main().toUri() : "")
            + (reference.startsWith("address") ? "file:" + path.toUri().getPath() : "")
            + reference
            + ": it is neither in the file nor in one in its folder or below, and nothing is"
            + " fetched from other places");
  }

  @Test
  void a_reference_to_a_file_outside_of_the_folder_is_refused() throws Exception {
    new SchemaFolder(path).file("secret.json", "{}");
    SchemaFolder folder =
        new SchemaFolder(path.resolve("sub")).file("main.json", referringTo("../secret.json"));

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> folder.open(SchemaMode.REPORT))
        .withMessageContaining("it is neither in the file nor in one in its folder or below");
  }

  @Test
  void a_file_that_is_referred_to_is_checked_too() throws Exception {
    folder()
        .file("main.json", referringTo("address.json"))
        .file("address.json", "{'$ref': 'city.json'}")
        .file("city.json", "{'type': 1}");
    String folderUri = path.toUri().toString().replace("///", "/");

    assertRefused(
        "/properties/a/$ref in "
            + folder().main().toUri()
            + " refers to "
            + folderUri
            + "address.json: in "
            + path.resolve("city.json")
            + ", it is no valid JSON Schema: /type: anyOf");
  }

  @Test
  void references_are_followed_in_the_file_beside_it_and_below() throws Exception {
    folder()
        .file(
            "main.json",
            """
            {"$ref": "#person", "$defs": {"p": {"$anchor": "person",
              "properties": {"address": {"$ref": "address.json"}}}}}
            """)
        .file("address.json", "{'properties': {'city': {'$ref': 'parts/city.json#/$defs/name'}}}")
        .file("parts/city.json", "{'$defs': {'name': {'type': 'string', '$ref': '../main.json'}}}");

    assertThat(SchemaFolder.text(folder().open(SchemaMode.REPORT), "{'address':{'city':1}}"))
        .isEqualTo("/address/city: type string");
  }

  /** As is usual; what the address names is never fetched. */
  @Test
  void files_are_found_by_the_addresses_that_they_give_themselves() throws Exception {
    folder()
        .file(
            "main.json",
            "{'$id': 'https://example.com/s/main.json', 'items': {'$ref': 'parts/a.json#/$defs/b'}}")
        .file(
            "parts/a.json",
            "{'$id': 'https://example.com/s/parts/a.json', '$defs': {'b': {'type': 'null'}}}");

    assertThat(SchemaFolder.text(folder().open(SchemaMode.REPORT), "[1]"))
        .isEqualTo("/0: type null");
  }

  @Test
  void a_schema_may_refer_to_a_meta_schema() throws Exception {
    String schema = "{'items': {'$ref': 'http://json-schema.org/draft-07/schema#'}}";

    assertThat(folder().text(schema, "[{'type':'null'},{'minLength':-1}]"))
        .isEqualTo("/1/minLength: minimum 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref': '#'}",
        "{'$ref': '#/$defs/a', '$defs': {'a': {'$ref': '#/$defs/b'}, 'b': {'$ref': '#/$defs/a'}}}",
        "{'$dynamicAnchor': 'n', 'anyOf': [{'type': 'null'}, {'$dynamicRef': '#n'}]}",
        "{'$schema': 'https://json-schema.org/draft/2019-09/schema', '$recursiveRef': '#'}",
      })
  void a_reference_without_end_is_refused(String schema) {
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> folder().open(schema))
        .withMessageContaining("ef in " + folder().main().toUri() + " refers to ")
        .withMessageEndingWith(": more than 500 keywords apply within each other");
  }

  @Test
  void references_that_multiply_are_refused() throws Exception {
    StringBuilder schema = new StringBuilder("{'$ref': '#/$defs/a0', '$defs': {");
    for (int i = 0; i < 40; i++) {
      String next = "{'$ref': '#/$defs/a" + (i + 1) + "'}";
      schema.append("'a%d': {'allOf': [%s, %s]}, ".formatted(i, next, next));
    }
    schema.append("'a40': true}}");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> folder().open(schema.toString()))
        .withMessageEndingWith(": more than 100000 keywords apply to one value");
  }

  @Test
  void what_only_looks_like_a_keyword_is_no_reference_or_pattern() throws Exception {
    String schema =
        """
        {
          "properties": {"$ref": {"type": "null"}, "pattern": {"const": {"$ref": "nowhere.json"}}},
          "enum": [{"pattern": {"$ref": "nowhere.json"}}, {"pattern": "["}],
          "default": {"$ref": "#/nowhere"},
          "examples": [{"pattern": "["}]
        }
        """;

    assertThat(folder().text(schema, "{'pattern':{'$ref':'nowhere.json'}}")).isEmpty();
  }

  @Test
  void a_reference_into_data_is_refused() throws Exception {
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> folder().open("{'examples': [{'pattern': '['}], '$ref': '#/examples/0'}"))
        .withMessageEndingWith(
            "#/examples/0: it leads into the value of const, enum, default or examples, which is no"
                + " schema");
  }

  /** Nothing is left that could be read while a sender waits. */
  @Test
  void the_files_are_not_needed_after_the_start() throws IOException {
    folder().file("main.json", referringTo("address.json")).file("address.json", "{'type':'null'}");
    Schemas schemas = folder().open(SchemaMode.REPORT);
    Files.delete(folder().main());
    Files.delete(path.resolve("address.json"));

    assertThat(SchemaFolder.text(schemas, "{'a':1}")).isEqualTo("/a: type null");
  }

  private static String referringTo(String reference) {
    return "{'properties': {'a': {'$ref': '" + reference + "'}}}";
  }

  private SchemaFolder folder() {
    return new SchemaFolder(path);
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> folder().open(SchemaMode.REPORT))
        .withMessage(
            SchemaFolder.SETTING
                + " names "
                + folder().main()
                + ", which cannot be used as a schema: "
                + reason);
  }
}
