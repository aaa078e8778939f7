package io.fswebhook.core.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactBodyTest {

  private static String redacted(String body, String... pointers) {
    return new RedactBody(List.of(pointers)).of(body.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/a | {\"a\":\"x\",\"b\":\"x\"} | {\"a\":\"***\",\"b\":\"x\"}",
        "/a | {\"a\" : 1.5e3 , \"b\":1} | {\"a\" : \"***\" , \"b\":1}",
        "/a | {\"a\":true,\"b\":null} | {\"a\":\"***\",\"b\":null}",
        "/a | {\"a\":null} | {\"a\":\"***\"}",
        "/a | {\"a\":{\"b\":[1,{\"c\":2}]} , \"d\":3} | {\"a\":\"***\" , \"d\":3}",
        "/a/b | {\"a\":{\"b\":\"Ä\uD83D\uDE00\",\"c\":1},\"b\":2} | {\"a\":{\"b\":\"***\",\"c\":1},\"b\":2}",
        "/a/b | {\"a\":[1],\"b\":{\"a\":2}} | {\"a\":[1],\"b\":{\"a\":2}}",
        "/a/1 | {\"a\":[1,2,3]} | {\"a\":[1,\"***\",3]}",
        "/a/*/m | {\"a\":[{\"m\":1},{\"n\":2},{\"m\":3}]} | {\"a\":[{\"m\":\"***\"},{\"n\":2},{\"m\":\"***\"}]}",
        "/* | {\"a\":1,\"b\":[2]} | {\"a\":\"***\",\"b\":\"***\"}",
        "/a~1b/~0 | {\"a/b\":{\"~\":1}} | {\"a/b\":{\"~\":\"***\"}}",
        "/a | {\"a\":1,\"a\":2} | {\"a\":\"***\",\"a\":\"***\"}",
        "/0 | [1,2] | [\"***\",2]",
        "/a | 7 | 7",
        "/a | `{\"\\u0061\":\"q\\\"\"}` | `{\"\\u0061\":\"***\"}`"
      })
  void only_what_a_pointer_leads_to_is_masked(String pointer, String body, String shown) {
    assertThat(redacted(body, pointer)).isEqualTo(shown);
  }

  @Test
  void several_pointers_are_followed_at_once() {
    assertThat(redacted("{\"a\":{\"b\":1,\"c\":2},\"d\":3}", "/a/b", "/a/c", "/d", "/none"))
        .isEqualTo("{\"a\":{\"b\":\"***\",\"c\":\"***\"},\"d\":\"***\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"a\":1", "{\"a\":1} x", "no JSON", "{\"b\":1}{\"a\":2}", "{\"b\":secret}"})
  void what_is_not_json_is_masked_whole(String body) {
    assertThat(redacted(body, "/a")).isEqualTo(RedactBody.MASK);
    assertThat(redacted(body)).isEqualTo(body);
  }

  @Test
  void an_empty_body_and_a_deep_one_are_masked_whole() {
    assertThat(redacted("", "/a")).isEqualTo(RedactBody.MASK);
    assertThat(redacted("[".repeat(200_000), "/*/*")).isEqualTo(RedactBody.MASK);
  }

  @Test
  void long_values_are_found_at_their_place() {
    String text = "x".repeat(100_000);
    assertThat(redacted("{\"n\":\"" + text + "\",\"a\":\"" + text + "\",\"z\":1}", "/a"))
        .isEqualTo("{\"n\":\"" + text + "\",\"a\":\"***\",\"z\":1}");
  }
}
