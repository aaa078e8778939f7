package io.fswebhook.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderByTest {

  @Test
  void equal_values_have_the_same_key_and_others_another() throws Exception {
    assertThat(key("data.id", "{\"data\":{\"id\":\"u1\"}}"))
        .isNotNull()
        .isNotNegative()
        .isEqualTo(key("data.id", "{ \"data\": {\"x\":1, \"id\":\"u1\"} }"))
        .isNotEqualTo(key("data.id", "{\"data\":{\"id\":\"u2\"}}"))
        .isNotEqualTo(key("data.id", "{\"data\":{\"id\":1}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"data\":{}}", "{\"data\":{\"id\":null}}", "{\"data\":7}"})
  void without_a_value_there_is_no_key(String body) throws Exception {
    assertThat(key("data.id", body)).isNull();
    assertThat(key("$lookup(data, 'id')", "{\"data\":{\"id\":null}}")).isNull();
    assertThat(key("[data.id]", "{}")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1, 1.0", "1, 1e0", "100, 1E2", "0.5, 5e-1", "-0, 0"})
  void numbers_are_compared_by_value(String one, String other) throws Exception {
    assertThat(key("id", "{\"id\":" + one + "}")).isEqualTo(key("id", "{\"id\":" + other + "}"));
  }

  /** What is answered without the library is what the library answers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"u1\"",
        "\"\"",
        "7",
        "7.25",
        "123456789012345678901234567890",
        "1e300",
        "true",
        "false",
        "null",
        "[1]",
        "[1,2]",
        "[]",
        "{\"a\":1}"
      })
  void paths_give_the_key_that_the_library_gives(String value) throws Exception {
    String body = "{\"data\":{\"id\":" + value + "}}";

    assertThat(key("data.id", body)).isEqualTo(key("(data.id)", body));
    assertThat(OrderBy.compile("data.id").key(event(body))).isEqualTo(key("data.id", body));
  }

  @Test
  void arrays_and_objects_are_keys_whatever_the_order_of_members() throws Exception {
    assertThat(key("[a, b]", "{\"a\":\"x\",\"b\":\"y\"}"))
        .isNotEqualTo(key("[a, b]", "{\"a\":\"y\",\"b\":\"x\"}"))
        .isNotEqualTo(key("[a, b]", "{\"a\":\"xy\",\"b\":\"\"}"));
    assertThat(key("a", "{\"a\":{\"x\":1,\"y\":[2]}}"))
        .isEqualTo(key("a", "{\"a\":{\"y\":[2],\"x\":1}}"))
        .isNotEqualTo(key("a", "{\"a\":{\"y\":[2,3],\"x\":1}}"));
  }

  @Test
  void the_organisation_and_the_name_of_the_event_can_be_part_of_it() throws Exception {
    assertThat(key("$orgId & $eventName", "{}")).isEqualTo(key("'ORG1note.created'", "{}"));
  }

  @Test
  void an_expression_that_fails_says_why_without_the_event() throws Exception {
    OrderBy orderBy = OrderBy.compile("data.id + 1");

    assertThatThrownBy(() -> orderBy.keyAtReceipt(event("{\"data\":{\"id\":\"secret\"}}")))
        .isInstanceOf(ExpressionFailedException.class)
        .message()
        .isNotEmpty()
        .doesNotContain("secret");
    assertThatThrownBy(() -> key("function($x) { $x }", "{}"))
        .isInstanceOf(ExpressionFailedException.class)
        .hasMessageContaining("a text, a number");
  }

  @Test
  void what_is_no_expression_is_refused() {
    assertThatThrownBy(() -> OrderBy.compile("data."))
        .isInstanceOf(ExpressionSyntaxException.class);
  }

  private static @Nullable Long key(String expression, String body) throws Exception {
    return OrderBy.compile(expression).keyAtReceipt(event(body));
  }

  private static EventValues event(String body) {
    return new EventValues("note.created", "ORG1", body.getBytes(StandardCharsets.UTF_8));
  }
}
