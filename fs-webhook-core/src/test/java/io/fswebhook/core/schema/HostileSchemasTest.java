package io.fswebhook.core.schema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.schema.SchemaFailure.Kind;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without bounds, most of these would take years; a regular expression ignores interrupts. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileSchemasTest {

  private static final String BACKTRACKING = "a".repeat(5_000) + "!";

  @TempDir Path path;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'pattern': '^(a+)+$'}",
        "{'propertyNames': {'pattern': '^(a+)+$'}}",
        "{'patternProperties': {'^(a+)+$': true}}",
        "{'patternProperties': {'^(a+)+$': true}, 'additionalProperties': false}",
      })
  void a_pattern_that_backtracks_is_given_up(String schema) throws Exception {
    assertUnvalidated(schema, schema.startsWith("{'pattern'") ? text() : member());
  }

  @Test
  void a_pattern_that_takes_stack_for_each_character_is_given_up() throws Exception {
    assertThat(
            new SchemaFolder(path)
                .text("{'pattern': '^(a|b)*$'}", "'" + "ab".repeat(100_000) + "'"))
        .isEqualTo("not validated: a pattern or a reference recurses too deeply");
  }

  @Test
  void references_that_multiply_are_given_up() throws Exception {
    assertUnvalidated(
        "{'properties': {'a': {'allOf': [{'$ref': '#'}, {'$ref': '#'}]}}}",
        "{'a':".repeat(99) + "1" + "}".repeat(99));
  }

  @Test
  void elements_with_equal_hashes_are_given_up() throws Exception {
    assertUnvalidated("{'uniqueItems': true}", array(24_000, i -> "['" + colliding(i) + "']"));
  }

  @Test
  void a_megabyte_against_many_alternatives_is_given_up() throws Exception {
    String alternatives = array(2_000, i -> "{'const':" + i + "}");

    assertUnvalidated("{'items': {'oneOf': " + alternatives + "}}", array(100_000, i -> "" + i));
  }

  @Test
  void errors_that_take_long_to_describe_are_given_up() throws Exception {
    assertUnvalidated(
        "{'items': {'required': " + array(20_000, i -> "'v" + i + "'") + "}}",
        array(3_000, i -> "{}"));
  }

  @Test
  void a_number_that_is_too_large_to_compute_with_is_not_validated() throws Exception {
    for (String keyword : new String[] {"'type':'number'", "'multipleOf':0.1", "'enum':[1]"}) {
      assertThat(
              new SchemaFolder(path)
                  .text("{'properties': {'a': {" + keyword + "}}}", "{'a': 1e999999}"))
          .isEqualTo("not validated: the number at /a is too large");
    }
  }

  /** The bounds are not to turn away what is merely large. */
  @Test
  void many_distinct_elements_and_values_are_checked() throws Exception {
    SchemaFolder folder = new SchemaFolder(path);
    String values = array(50_000, i -> "'v" + i + "'");
    String oneOfThem = "{'items': {'enum': " + values + "}}";

    assertThat(folder.text("{'uniqueItems': true}", array(100_000, i -> "[" + i + "]"))).isEmpty();
    assertThat(folder.text(oneOfThem, values)).isEmpty();
    assertThat(folder.text(oneOfThem, "['v49999','w']")).startsWith("/1: enum v0, v1, v2");
  }

  @Test
  void a_body_that_nests_as_deep_as_it_may_is_checked() throws Exception {
    String schema = "{'additionalProperties': {'allOf': [{'$ref': '#'}]}}";
    String body = "{'a':".repeat(99) + "1" + "}".repeat(99);

    assertThat(new SchemaFolder(path).text(schema, body)).isEmpty();
  }

  /** Not even where violations are rejected. */
  private void assertUnvalidated(String schema, String body) throws Exception {
    Schemas schemas =
        new SchemaFolder(path).file("main.json", schema).open(SchemaMode.REJECT, Schemas.LIMIT);

    assertThat(SchemaFolder.check(schemas, body))
        .isEqualTo(
            new SchemaFailure(
                Kind.UNVALIDATED, false, "not validated: the check took longer than 100 ms"));
  }

  private static String text() {
    return "'" + BACKTRACKING + "'";
  }

  private static String member() {
    return "{'" + BACKTRACKING + "':1}";
  }

  private static String array(int size, IntFunction<String> element) {
    return IntStream.range(0, size).mapToObj(element).collect(joining(",", "[", "]"));
  }

  /** Java's hash of Aa is that of BB. */
  private static String colliding(int number) {
    return IntStream.range(0, 17)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(joining());
  }
}
