package io.fswebhook.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

  private static final List<String> VALUES =
      List.of("1", "-2.5", "\"a\"", "\"b\"", "true", "false", "null", "[1]", "{\"c\":1}", "1e3");
  private static final List<String> LITERALS =
      List.of("1", "-2.5", "'a'", "\"b\"", "true", "false", "null", "1000", "'1'");
  private static final List<String> PATHS = List.of("a", "b", "a.c", "d.e", "d.e.f", "missing.x");
  private static final int ENOUGH = 300;
  private static final List<String> OPERATORS = List.of("=", "!=", "<", "<=", ">", ">=", "in", "&");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = 1 | YES",
        "a = 1 and b = 'x' | YES",
        "a = 2 or b = 'y' | NO",
        "(a = 1 or c > 5) and b != 'y' | YES",
        "missing.member > 5 | NO",
        "b > 5 | UNKNOWN",
        "a = 2 and b > 5 | NO",
        "b | UNKNOWN",
        "missing | NO",
        "list[0] = 1 | YES",
        "$not(a = 1) | NO",
      })
  void a_filter_is_true_false_or_fails(String text, FilterAnswer answer) throws Exception {
    EventValues event = event("{\"a\":1,\"b\":\"x\",\"list\":[1]}");

    assertThat(Filter.compile(text).answer(event)).isEqualTo(answer);
  }

  @Test
  void a_filter_must_be_true_or_false() throws Exception {
    Filter filter = Filter.compile("a");

    assertThatThrownBy(() -> filter.matches(event("{\"a\":1}")))
        .hasMessage("it must be true or false, was a number");
  }

  /** The quick way is only a way: what it answers is what the library says. */
  @Test
  void the_quick_answer_is_the_answer() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int quick = 0;
    for (int i = 0; i < 3_000 && quick < ENOUGH; i++) {
      Filter filter = Filter.compile(expression(random, 3));
      QuickFilter quickFilter = QuickFilter.of(Expression.compile(filter.toString()).tree());
      for (int j = 0; j < 3; j++) {
        String body =
            "{\"a\":" + any(VALUES, random) + ",\"d\":{\"e\":" + any(VALUES, random) + "}}";
        EventValues event = event(body);
        FilterAnswer answer = quickFilter.of(event.body());
        if (answer != FilterAnswer.UNKNOWN) {
          quick++;
          assertThat(filter.matches(event))
              .as("%s on %s, seed %d", filter, body, seed)
              .isEqualTo(answer == FilterAnswer.YES);
        }
      }
    }
    assertThat(quick).as("of 9,000, seed %d", seed).isGreaterThanOrEqualTo(ENOUGH);
  }

  private static String expression(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String joined =
          expression(random, depth - 1)
              + (random.nextBoolean() ? " and " : " or ")
              + expression(random, depth - 1);
      return random.nextBoolean() ? joined : "(" + joined + ")";
    }
    return any(PATHS, random) + " " + any(OPERATORS, random) + " " + any(LITERALS, random);
  }

  private static String any(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static EventValues event(String body) {
    return new EventValues("test", null, body.getBytes(StandardCharsets.UTF_8));
  }
}
