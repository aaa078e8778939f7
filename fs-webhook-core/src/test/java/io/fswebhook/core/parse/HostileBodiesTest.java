package io.fswebhook.core.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileBodiesTest {

  private static final String UTF8 = "body must be UTF-8, was not ";
  private static final String JSON = "body must be valid JSON, was not ";
  private static final String SHORT = "body must be one JSON object, ended too early ";
  private static final String OBJECT = "body must be a JSON object, was something else ";
  private static final String END = "only white space may follow the JSON object ";
  private static final String TWICE = "a key must be unique in its object, occurred twice ";
  private static final String DEEP = "body must nest at most 100 levels deep, nests deeper ";
  private static final String NAME = "eventName must be a string, was none or something else ";

  /** A body and the whole message of its refusal. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Refused(byte[] body, String message) {
    @Override
    public String toString() {
      String text = new String(body, ISO_8859_1);
      return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
  }

  static Stream<Refused> refused() {
    return Stream.of(notUtf8(), notJson(), cut(), notOneObject(), notAnEvent(), notBounded())
        .flatMap(List::stream);
  }

  /** Single bytes are written as the Latin-1 characters of the same number. */
  private static List<Refused> notUtf8() {
    return List.of(
        latin1("{\"eventName\":\"ä\"}", UTF8 + "at byte 15"),
        latin1("{\"eventName\":\"x\u0080\"}", UTF8 + "at byte 16"),
        latin1("{\"eventName\":\"\u00c0\u0080\"}", UTF8 + "at byte 15"),
        latin1("{\"eventName\":\"\u00c1\u00bf\"}", UTF8 + "at byte 15"),
        latin1("{\"eventName\":\"\u00e0\u0080\u00af\"}", UTF8 + "at byte 15"),
        latin1("{\"eventName\":\"\u00f0\u0080\u0080\u00af\"}", UTF8 + "at byte 15"),
        latin1("{\"eventName\":\"\u00ed\u00a0\u0080\"}", UTF8 + "at byte 15"),
        latin1("{\"eventName\":\"\u00ed\u00a0\u0081\u00ed\u00b0\u0080\"}", UTF8 + "at byte 15"),
        latin1("{\"eventName\":\"\u00f4\u0090\u0080\u0080\"}", UTF8 + "at byte 15"),
        latin1("{\"eventName\":\"\u00f8\u0088\u0080\u0080\u0080\"}", UTF8 + "at byte 15"),
        latin1("{\"eventName\":\"\u00ff\"}", UTF8 + "at byte 15"),
        latin1("{\"eventName\":\"x\"}\u00c3", UTF8 + "at byte 18"),
        latin1("{\"eventName\":\"x\"}\u00e2\u0082", UTF8 + "at byte 18"),
        latin1("{\"eventName\":\"x\u00e2\u0082\"}", UTF8 + "at byte 16"),
        new Refused(
            "\ufeff{\"eventName\":\"x\"}".getBytes(UTF_8),
            "body must not begin with a byte order mark, did"),
        new Refused("\ufeff{}".getBytes(UTF_16BE), UTF8 + "at byte 1"),
        new Refused("{}".getBytes(UTF_16BE), JSON + "at line 1 column 2 ($)"));
  }

  private static List<Refused> notJson() {
    return List.of(
        text("{'eventName':'x'}", JSON + "at line 1 column 2 ($)"),
        text("{eventName:\"x\"}", JSON + "at line 1 column 2 ($)"),
        text("{\"eventName\":x}", JSON + "at line 1 column 14 ($.eventName)"),
        text("{\"a\":NaN}", JSON + "at line 1 column 9 ($.a)"),
        text("{\"a\":-Infinity}", JSON + "at line 1 column 15 ($.a)"),
        text("{\"a\":+1}", JSON + "at line 1 column 7 ($.a)"),
        text("{\"a\":01}", JSON + "at line 1 column 7 ($.a)"),
        text("{\"a\":.5}", JSON + "at line 1 column 6 ($.a)"),
        text("{\"a\":5.}", JSON + "at line 1 column 7 ($.a)"),
        text("{\"a\":1e}", JSON + "at line 1 column 7 ($.a)"),
        text("{\"a\":0x1}", JSON + "at line 1 column 7 ($.a)"),
        text("{\"a\":-}", JSON + "at line 1 column 7 ($.a)"),
        text("{\"a\":TRUE}", JSON + "at line 1 column 6 ($.a)"),
        text("{\"a\":truer}", JSON + "at line 1 column 6 ($.a)"),
        text("{\"a\":undefined}", JSON + "at line 1 column 6 ($.a)"),
        text("{\"a\":1,}", JSON + "at line 1 column 8 ($.a)"),
        text("{,\"a\":1}", JSON + "at line 1 column 2 ($)"),
        text("{\"a\":1 \"b\":2}", JSON + "at line 1 column 8 ($.a)"),
        text("{\"a\" 1}", JSON + "at line 1 column 6 ($.a)"),
        text("{\"a\":[1,]}", JSON + "at line 1 column 9 ($.a[1])"),
        text("{\"a\":[,1]}", JSON + "at line 1 column 7 ($.a[0])"),
        text("{\"a\":[1}", JSON + "at line 1 column 8 ($.a[0])"),
        text("{\"a\":1]", JSON + "at line 1 column 7 ($.a)"),
        text("{\"a\":1/*c*/}", JSON + "at line 1 column 7 ($.a)"),
        text("{\"a\":1} // c", END + "at line 1 column 9 ($)"),
        text("# c\n{\"a\":1}", JSON + "at line 1 column 1 ($)"),
        text("{\"a\":\"b\nc\"}", JSON + "at line 1 column 8 ($.a)"),
        text("{\"a\":\"b\0c\"}", JSON + "at line 1 column 8 ($.a)"),
        text("{\"a\":\"\\x41\"}", JSON + "at line 1 column 8 ($.a)"),
        text("{\"a\":\"\\u12G4\"}", JSON + "at line 1 column 11 ($.a)"),
        // In a value it is kept; Jackson refuses it in a name.
        text("{\"\\ud800\":1}", JSON + "at line 1 column 9 ($)"),
        text("{\"a\":\u00a01}", JSON + "at line 1 column 6 ($.a)"),
        text("{\n\"data\":\n{\"id\":?}}", JSON + "at line 3 column 7 ($.data.id)"));
  }

  private static List<Refused> cut() {
    return List.of(
        text("", SHORT + "at line 1 column 1 ($)"),
        text(" \n ", SHORT + "at line 2 column 2 ($)"),
        text("{", SHORT + "at line 1 column 2 ($)"),
        text("{\"a", SHORT + "at line 1 column 4 ($)"),
        text("{\"a\"", SHORT + "at line 1 column 5 ($.a)"),
        text("{\"a\":", SHORT + "at line 1 column 6 ($.a)"),
        text("{\"a\":\"b", SHORT + "at line 1 column 8 ($.a)"),
        text("{\"a\":tru", JSON + "at line 1 column 6 ($.a)"),
        text("{\"a\":1", SHORT + "at line 1 column 7 ($.a)"),
        text("{\"a\":[1", SHORT + "at line 1 column 8 ($.a[0])"),
        text("{\"a\":{\"b\":1}", SHORT + "at line 1 column 13 ($.a)"));
  }

  private static List<Refused> notOneObject() {
    return List.of(
        text("[]", OBJECT + "at line 1 column 1 ($)"),
        text("null", OBJECT + "at line 1 column 1 ($)"),
        text(" \"eventName\"", OBJECT + "at line 1 column 2 ($)"),
        text("7 ", OBJECT + "at line 1 column 1 ($)"),
        text("[{\"eventName\":\"x\"}]", OBJECT + "at line 1 column 1 ($)"),
        text("{\"eventName\":\"x\"}:ORG1:1577836800", END + "at line 1 column 18 ($)"),
        text("{\"eventName\":\"x\"}{}", END + "at line 1 column 18 ($)"),
        text("{\"eventName\":\"x\"},", END + "at line 1 column 18 ($)"),
        text("{\"eventName\":\"x\"}}", END + "at line 1 column 18 ($)"),
        text("{\"eventName\":\"x\"}\0", END + "at line 1 column 19 ($)"),
        text("{\"eventName\":\"x\"}\n\n  null", END + "at line 3 column 3 ($)"),
        text("{\"eventName\":\"x\"}\u00a0", END + "at line 1 column 18 ($)"),
        text("{\"eventName\":\"x\"} \"", END + "at line 1 column 19 ($)"));
  }

  private static List<Refused> notAnEvent() {
    String blank = "eventName must not be blank, was blank at $.eventName";
    return List.of(
        text("{}", NAME + "at $.eventName"),
        text("{\"data\":{\"eventName\":\"x\"}}", NAME + "at $.eventName"),
        text("{\"EventName\":\"x\"}", NAME + "at $.eventName"),
        text("{\"eventName\":null}", NAME + "at $.eventName"),
        text("{\"eventName\":7}", NAME + "at $.eventName"),
        text("{\"eventName\":1e999999}", NAME + "at $.eventName"),
        text("{\"eventName\":[\"x\"]}", NAME + "at $.eventName"),
        text("{\"eventName\":\"\"}", blank),
        text("{\"eventName\":\" \\t\"}", blank),
        text(
            "{\"eventName\":\"x\",\"eventName\":\"y\"}",
            TWICE + "at line 1 column 18 ($.eventName)"),
        text("{\"a\":1,\"\\u0061\":1}", TWICE + "at line 1 column 8 ($.a)"),
        text("{\"data\":{\"id\":\"1\",\"id\":\"1\"}}", TWICE + "at line 1 column 19 ($.data.id)"),
        text("{\"a\":[0,{\"b\":null,\"b\":null}]}", TWICE + "at line 1 column 19 ($.a[1].b)"),
        text("{\"\":1,\"\":1}", TWICE + "at line 1 column 7 ($.)"));
  }

  private static List<Refused> notBounded() {
    return List.of(
        text(nested(101), DEEP + "at line 1 column 501 ($" + ".a".repeat(100) + ")"),
        text(
            "{\"a\":" + "[".repeat(100_000),
            DEEP + "at line 1 column 105 ($.a" + "[0]".repeat(99) + ")"),
        text(
            "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}",
            DEEP + "at line 1 column 105 ($.a" + "[0]".repeat(99) + ")"),
        text("[".repeat(100_000), OBJECT + "at line 1 column 1 ($)"),
        text(nested(100_000), DEEP + "at line 1 column 501 ($" + ".a".repeat(100) + ")"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_malformed_body_is_refused_with_its_place(Refused refused) {
    assertThatExceptionOfType(MalformedPayloadException.class)
        .isThrownBy(() -> Bodies.parse(refused.body()))
        .withMessage(refused.message())
        .returns("malformed-payload", MalformedPayloadException::code)
        .withNoCause();
  }

  static Stream<String> accepted() {
    return Stream.of(
        "{\"eventName\":\"x\"}",
        " \t\r\n{ \"eventName\" : \"x\" } \t\r\n",
        "{\"eventName\":\"\\u0000\"}",
        "{\"eventName\":\"a\\u0000b\"}",
        "{\"eventName\":\"\\ud800\"}",
        "{\"eventName\":\"\\udc00\\ud800\"}",
        "{\"eventName\":\"\\ud83d\\ude00\"}",
        "{\"eventName\":\"😀 ä \u2028 \ufffd \uffff\"}",
        "{\"eventName\":\"\u007f\"}",
        "{\"eventName\":\"x\",\"\":{\"\":{\"\":[]}}}",
        "{\"eventName\":\"x\",\"a\":1,\"A\":1,\"a \":1}",
        "{\"eventName\":\"x\",\"__proto__\":{}}",
        "{\"eventName\":\"x\",\"a\":{\"eventName\":7}}",
        "{\"eventName\":\"" + "x".repeat(5_000_000) + "\"}",
        "{\"eventName\":\"x\",\"" + "k".repeat(5_000_000) + "\":1}",
        "{\"eventName\":\"x\"}" + " ".repeat(1_000_000),
        nested(100).replaceFirst("\\{", "{\"eventName\":\"x\","),
        "{\"eventName\":\"x\",\"data\":[" + "[],{},".repeat(100_000) + "0]}",
        "{\"eventName\":\"x\"," + manyNamesOfOneHash() + "}");
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void a_body_that_is_only_odd_is_accepted(String body) throws Exception {
    assertThat(Bodies.event(body).eventName()).isNotEmpty();
  }

  @Test
  void a_lone_surrogate_and_a_nul_are_kept() throws Exception {
    assertThat(Bodies.event("{\"eventName\":\"\\ud800\\u0000\"}").eventName())
        .isEqualTo("\ud800\u0000");
  }

  @Test
  void the_place_shows_of_a_name_only_what_can_do_no_harm() {
    String name = "\\u001b[31m\\n\\u202e😀" + "n".repeat(1_000);

    assertThatExceptionOfType(MalformedPayloadException.class)
        .isThrownBy(() -> Bodies.event("{\"" + name + "\":x}"))
        .withMessage(JSON + "at line 1 column 1025 ($.?[31m???" + "n".repeat(40 - 8) + ")");
  }

  @Test
  void no_message_holds_a_value_of_the_body() {
    for (String end : List.of("", ",", "}{", "} hush", ",\"b\":hush}", ",\"b\":\"hush\\q\"}")) {
      assertThatExceptionOfType(MalformedPayloadException.class)
          .isThrownBy(() -> Bodies.event("{\"a\":\"hush\"" + end))
          .withMessageNotContaining("hush");
    }
  }

  private static Refused text(String body, String message) {
    return new Refused(body.getBytes(UTF_8), message);
  }

  private static Refused latin1(String body, String message) {
    return new Refused(body.getBytes(ISO_8859_1), message);
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
  }

  /** "Aa" and "BB" have the same hash code, and so has each word of them with as many. */
  private static String manyNamesOfOneHash() {
    return IntStream.range(0, 1 << 14)
        .mapToObj(
            number ->
                IntStream.range(0, 14)
                    .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                    .collect(Collectors.joining("", "\"", "\":1")))
        .collect(Collectors.joining(","));
  }
}
