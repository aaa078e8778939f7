package io.fswebhook.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions say, and that none takes long, whatever its author wrote. */
class ExpressionTest {

  private static final Duration LIMIT = Duration.ofMillis(100);

  private static final EventValues EVENT =
      new EventValues(
          "metric.alert",
          "ORG1",
          """
          {"eventName": "metric.alert", "data": {"name": "Rage clicks", "value": 250, "share": 0.5,
           "absent": null, "tags": ["a", "b"], "aaa": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}}
          """
              .getBytes(StandardCharsets.UTF_8));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "data.value > 100 | true",
        "data.tags[1] | b",
        "$eventName & ' of ' & $orgId | metric.alert of ORG1",
        "'Alert: ' & data.name & ' is ' & data.value | Alert: Rage clicks is 250",
        "$contains(data.name, /rage/i) | true",
        "$contains(data.name, 'age') | true",
        "$substringBefore(data.name, ' ') & $substringAfter(data.name, ' ') | Rageclicks",
        "$substringAfter(data.name, 'none') | Rage clicks",
        "$match(data.name, /(R)(a)/).groups[1] | a",
        "$replace(data.name, /(\\w+) (\\w+)/, '$2, $1 for $$5') | clicks, Rage for $5",
        "$replace('a.b.c', '.', '$1', 1) | a$1b.c",
        "$join($split('a1b22c', /[0-9]+/), '-') | a-b-c",
        "$split('a,b,c', ',', 2)[1] | b",
        "$pad('x', -3, '#') | ##x",
        "$string(data.tags) | [\"a\",\"b\"]",
        "$formatNumber(1234.5, '#,##0.00') & ' ' & $formatInteger(7, 'w') | 1,234.50 seven",
        "$formatNumber(1234.5, '#.##0,0', {'decimal-separator': ',', 'grouping-separator': '.'}) | 1.234,5",
        "(7).$formatInteger('I') & $parseInteger('twelve', 'w') & $formatInteger(data.missing, 'w') | VII12",
        "$fromMillis($toMillis('28.11.2026', '[D].[M].[Y]'), '[Y]-[M01]-[D01] [Z]', '+0100') | 2026-11-28 +01:00",
        "$fromMillis(0) & $length($now()) & $fromMillis(data.missing) | 1970-01-01T00:00:00.000Z24",
        "$string(data.share) | 0.5",
        "$string(data.missing) | ",
        "$string(data.tags, true) | [ \"a\", \"b\" ]",
        "$string($spread([{'a': 1, 'b': 2}, {'c': 3}])) | [{\"a\":1},{\"b\":2},{\"c\":3}]",
        "$sum(data.[value, share]) | 250.5",
        "$exists(data.absent) | true",
        "$exists(data.missing) | false",
      })
  void jsonata_is_evaluated_on_the_body(String text, @Nullable String value) throws Exception {
    assertThat(String.valueOf(Objects.requireNonNullElse(evaluate(text), "")))
        .isEqualTo(value == null ? "" : value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "data.value > | Unexpected end of expression at character 12",
        "data.value = 'x | String literal must be terminated by a matching quote at character",
        "data[ | ",
        "(data.value | Expected \")\" before end of expression",
        "$contains(data.name, /(/) | regular expression",
        "/a/ | a regular expression must be an argument of $contains, $match, $replace or $split",
        "data.name ~> /a+/ | a regular expression must be an argument of",
        "($f := /a+/; $f(data.name)) | a regular expression must be an argument of",
        "data.name. | ",
      })
  void a_text_that_is_no_expression_is_said_with_its_place(String text, String message) {
    assertThatThrownBy(() -> Expression.compile(text))
        .isInstanceOf(ExpressionSyntaxException.class)
        .hasMessageContaining(message == null ? "" : message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "($f := function($n){$f($n + 1)}; $f(0))",
        "($f := function($n){1 + $f($n + 1)}; $f(0))",
        "[1..10000000].($ * 2)",
        "$sum([1..9000000])",
        "($f := function($s, $n){$n = 0 ? $s : $f($s & $s, $n - 1)}; $length($f('x', 60)))",
        "($f := function($s, $n){$n = 0 ? $s : $f([$s, $s], $n - 1)}; $string($f('x', 60)))",
        "($f := function($s, $n){$n = 0 ? $s : $f($append($s, $s), $n - 1)}; $f([1], 60))",
        "$contains(data.aaa, /a*a*a*a*a*a*a*a*b/)",
        "$match(data.aaa, /a*a*a*a*a*a*a*a*b/)",
        "$split(data.aaa, /a*a*a*a*a*a*a*a*b/)",
        "$replace(data.aaa, /a*a*a*a*a*a*a*a*b/, 'x')",
        "$pad('x', 1000000000)",
        "$replace($pad('', 100000, 'x'), 'x', $pad('', 100000, 'y'))",
        "$join([1..100].$pad('', 1000000, 'x'))",
        "$eval('1')",
        "($x := $pad('', 4000000, 'x'); $string([1..1000].$x))",
        "($x := $pad('', 4000000, 'x'); [1..1000].$x & '')",
        "($x := $pad('', 1000000, 'x'); $map([1..10000], function($i){$x & $i}))",
        "$map([1..10000], $pad(?, 1000000))",
        "$map([1..1000], function($i){[1..100000].$})",
        "$match($pad('', 4000000, 'a'), /a/)",
        "$split($pad('', 4000000, 'a'), '')",
        "($f := function($s, $n){$n = 0 ? $s : $f({'a': $s}, $n - 1)}; $string($f([1..100000].{'b': $}, 90), true))",
        "$spread([1..1000].([1..1000]))",
        "$formatInteger(7, $pad('', 150000, '1,'))",
        "$toMillis('a', $pad('', 150000, '[Y]'))",
        "$toMillis($pad('', 1000000, '1'))",
        "$contains($pad('', 1000000, 'a'), $pad('', 500000, 'a') & 'b')",
        "$replace($pad('', 1000000, 'a'), $pad('', 500000, 'a') & 'b', 'c')",
        "$split($pad('', 1000000, 'a'), $pad('', 500000, 'a') & 'b')",
        "$substringBefore($pad('', 1000000, 'a'), $pad('', 500000, 'a') & 'b')",
        "$substringAfter($pad('', 1000000, 'a'), $pad('', 500000, 'a') & 'b')",
        "$map([1..100000], function($a){$map([1..100000], function($b){$a * $b})})",
        "$sort([1..100000].$string($), function($l, $r){$l < $r})",
        "[1..1000].($x := $; [1..1000].($y := $; [1..1000].($x * $y * $)))",
      })
  void what_takes_too_long_or_too_much_memory_fails_soon(String text) throws Exception {
    Expression expression = Expression.compile(text);
    long started = System.nanoTime();

    assertThatThrownBy(() -> expression.evaluate(EVENT.values(), EVENT.variables(), LIMIT))
        .isInstanceOf(ExpressionFailedException.class);

    System.out.println("MEASURED ms " + (System.nanoTime() - started) / 1_000_000 + " for " + text);
  }

  @Test
  void a_failure_quotes_nothing_of_the_event() throws Exception {
    assertThatThrownBy(() -> evaluate("$number(data.name)"))
        .isInstanceOf(ExpressionFailedException.class)
        .hasMessageContaining("a text is not a number")
        .hasMessageNotContaining("Rage");
    assertThatThrownBy(() -> evaluate("data.name > 5"))
        .isInstanceOf(ExpressionFailedException.class)
        .hasMessageNotContaining("Rage");
  }

  @Test
  void a_body_of_a_megabyte_is_no_different() throws Exception {
    StringBuilder items = new StringBuilder();
    IntStream.range(0, 20_000)
        .forEach(i -> items.append("{\"id\":").append(i).append(",\"name\":\"item of a body\"},"));
    byte[] body =
        ("{\"items\":[" + items + "{\"id\":-1}],\"text\":\"" + "a".repeat(300_000) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    EventValues event = new EventValues("large", null, body);
    Filter filter = Filter.compile("$count(items[id < 0]) = 1 and $contains(text, /b$/)");

    for (int i = 0; i < 3; i++) {
      long started = System.nanoTime();
      FilterAnswer answer = filter.answer(event);
      System.out.println(
          "MEASURED ms "
              + (System.nanoTime() - started) / 1_000_000
              + " for a megabyte: "
              + answer);
      assertThat(answer).isNotEqualTo(FilterAnswer.YES);
    }
  }

  @Test
  void many_threads_evaluate_at_once() throws Exception {
    Expression expression = Expression.compile("($x := $; $x.data.value + $x.data.share)");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<Object>> all =
          IntStream.range(0, 400)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> expression.evaluate(EVENT.values(), Map.of(), LIMIT), threads))
              .toList();
      all.forEach(each -> assertThat(each.join()).isEqualTo(250.5));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void what_is_known_of_one_event_is_not_known_of_the_next() throws Exception {
    Expression expression = Expression.compile("$orgId");

    assertThat(expression.evaluate(null, Map.of("orgId", "ORG1"), LIMIT)).isEqualTo("ORG1");
    assertThat(expression.evaluate(null, Map.of(), LIMIT)).isNull();
  }

  @Test
  void no_thread_local_is_left_behind() throws Exception {
    assertThat(evaluate("data.value")).isEqualTo(250L);

    for (String name : List.of("current", "_parser")) {
      Field field = com.dashjoin.jsonata.Jsonata.class.getDeclaredField(name);
      field.setAccessible(true);
      assertThat(((ThreadLocal<?>) field.get(null)).get()).as(name).isNull();
    }
  }

  private static @Nullable Object evaluate(String text) throws Exception {
    return Expression.compile(text).evaluate(EVENT.values(), EVENT.variables(), LIMIT);
  }
}
