package io.fswebhook.core.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventExpression;
import io.fswebhook.api.ExpressionException;
import io.fswebhook.api.ExpressionValue;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.testkit.TestDelivery;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What handlers get of an expression: values as text or JSON, within bounds. */
class HandlerExpressionTest {

  private static final String SETTING = "fs.webhook.handlers.crm.body";
  private static final Instant RECEIVED = Instant.parse("2026-11-24T10:00:00.123456Z");

  private static final Delivery DELIVERY =
      TestDelivery.of(new UnknownEvent("metric.alert", 1, Map.of()), RECEIVED)
          .withBody(
              """
              {"eventName": "metric.alert", "data": {"name": "Zürich \\"A\\"", "value": 250, "share": 0.5,
               "absent": null, "tags": ["a", null], "large": 123456789012345678}}
              """
                  .getBytes(UTF_8));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "data.name | TEXT | Zürich \"A\"",
        "data.value | NUMBER | 250",
        "data.value / 100 | NUMBER | 2.5",
        "data.value * 2.0 | NUMBER | 500",
        "data.large | NUMBER | 123456789012345678",
        "data.value > 100 | BOOLEAN | true",
        "data.tags | ARRAY | [\"a\",null]",
        "data{name: share} | OBJECT | {\"Zürich \\\"A\\\"\":0.5}",
        "{'text': data.name, 'gone': data.absent} | OBJECT | {\"text\":\"Zürich \\\"A\\\"\",\"gone\":null}",
        "[1..3] | ARRAY | [1,2,3]",
        "$eventName & ' ' & $receivedAt | TEXT | metric.alert 2026-11-24T10:00:00.123Z",
      })
  void a_value_is_a_text_or_json(String text, ExpressionValue.Type type, String value) {
    assertThat(evaluate(text)).isEqualTo(new ExpressionValue(type, value));
  }

  @ParameterizedTest
  @CsvSource({"data.missing", "data.absent", "null", "()"})
  void nothing_and_null_are_nothing(String text) {
    assertThat(evaluate(text)).isNull();
  }

  @Test
  void the_id_of_the_delivery_is_known() {
    assertThat(evaluate("$deliveryId")).isEqualTo(ExpressionValue.text(DELIVERY.id()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$sum | it makes a function, which is no value",
        "{'f': function($x){$x}} | it makes a function, which is no value",
        "($x := $pad('', 1000000, 'x'); [1..10].$x) | it makes a text of more than 4194304 characters",
        "($x := $pad('', 1000000, 'x'); [1..100].$x) | it makes more than 1000000 values",
        "($f := function($s, $n){$n = 0 ? $s : $f({'a': $s}, $n - 1)}; $f(1, 200)) | 100 deep",
        "data.name + 1 | ",
      })
  void what_fails_names_the_setting_and_quotes_nothing_of_the_event(String text, String message) {
    assertThatThrownBy(() -> evaluate(text))
        .isInstanceOf(ExpressionException.class)
        .hasMessageStartingWith(SETTING + " failed: ")
        .hasMessageContaining(message == null ? "" : message)
        .hasMessageNotContaining("rich");
  }

  @Test
  void a_text_that_is_no_expression_is_said_with_setting_and_place() {
    assertThatThrownBy(() -> HandlerExpression.of(SETTING, "data.value >"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            SETTING
                + " must be a JSONata expression: Unexpected end of expression at character 12");
  }

  private static @Nullable ExpressionValue evaluate(String text) {
    EventExpression expression = HandlerExpression.of(SETTING, text);
    return expression.evaluate(DELIVERY);
  }
}
