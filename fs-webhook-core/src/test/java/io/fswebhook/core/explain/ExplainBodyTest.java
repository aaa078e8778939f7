package io.fswebhook.core.explain;

import static io.fswebhook.core.explain.Rejected.BODY;
import static io.fswebhook.core.explain.Rejected.SECRET;
import static io.fswebhook.core.explain.Rejected.joined;
import static io.fswebhook.core.explain.Rejected.line;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is found where the body was changed on its way. */
class ExplainBodyTest {

  private static final String MARK = "\ufeff";

  @Test
  void the_end_of_a_line_after_it() {
    only("newline", "removed", BODY, BODY + "\n");
    only("newline", "removed", BODY, BODY + "\r\n");
    only("newline", "added", BODY + "\n", BODY);
    only("newline", "(CR LF)", BODY + "\r\n", BODY);
  }

  @Test
  void the_ends_of_lines_within() {
    String lines = "{\n\"eventName\":\n\"x\"}";
    String others = lines.replace("\n", "\r\n");
    only("line-ends", "with LF", lines, others);
    only("line-ends", "with CR LF", others, lines);
  }

  @Test
  void a_byte_order_mark() {
    only("byte-order-mark", "removed", BODY, MARK + BODY);
    only("byte-order-mark", "added", MARK + BODY, BODY);
  }

  @Test
  void white_space_around_it() {
    only("white-space", "removed", BODY, "  " + BODY + "\n\t ");
  }

  @Test
  void json_that_was_written_again() {
    String compact = "{\"a\":[1,{},\"b: c, d\"],\"e\":[],\"f\":null,\"g\":1.50}";
    String spaced = "{\"a\": [1, {}, \"b: c, d\"], \"e\": [], \"f\": null, \"g\": 1.50}";
    String by2 =
        "{\n  \"a\": [\n    1,\n    {},\n    \"b: c, d\"\n  ],\n  \"e\": [],\n  \"f\": null,\n  \"g\": 1.50\n}";
    String by4 = by2.replace("  ", "    ");
    only("json-rewritten", "without white space:", compact, spaced);
    only("json-rewritten", "without white space:", compact, by4);
    only("json-rewritten", "with a space after", spaced, compact);
    only("json-rewritten", "indented by two:", by2, compact);
    only("json-rewritten", "indented by four:", by4, spaced);
  }

  @Test
  void strings_that_were_written_again() {
    only("json-rewritten", "unescaped slashes", "{\"a\":\"b/c\"}", "{\"a\":\"b\\/c\"}");
    only("json-rewritten", "slashes escaped", "{\"a\":\"b\\/c\"}", "{\"a\":\"b/c\"}");
    String letters = "{\"é\":\"\\\\u00e9 \ud83d\ude00\"}";
    String escaped = "{\"\\u00e9\":\"\\\\u00e9 \\ud83d\\ude00\"}";
    only("json-rewritten", "unescaped non-ASCII letters", letters, escaped);
    only("json-rewritten", "non-ASCII letters escaped", escaped, letters);
    String markup = "{\"a\":\"<b>&\"}";
    String safe = "{\"a\":\"\\u003cb\\u003e\\u0026\"}";
    only("json-rewritten", "'&' unescaped", markup, safe);
    only("json-rewritten", "'&' escaped", safe, markup);
    only(
        "json-rewritten",
        "without white space and with slashes escaped",
        "{\"a\":\"b\\/c\"}",
        "{ \"a\" : \"b/c\" }");
  }

  @Test
  void json_as_several_libraries_write_it() {
    only(
        "json-rewritten",
        "'&' escaped, and a trailing newline",
        "{\"a\":\"\\u003cb\\u003e\"}\n",
        "{ \"a\": \"<b>\" }");
    only(
        "json-rewritten",
        "without white space, and a trailing newline",
        "{\"a\":1}\n",
        "{\n  \"a\": 1\n}");
    only("json-rewritten", "apostrophes escaped", "{\"a\":\"\\u003d\\u0027\"}", "{\"a\":\"='\"}");
    only(
        "json-rewritten",
        "slashes and non-ASCII letters escaped",
        "{\"a\":\"\\u00e9\\/\"}",
        "{\"a\": \"é/\"}");
  }

  @Test
  void json_within_a_json_string() {
    String nested = "{\"a\":\"b\\\"c\\nd\",\"é\":1}";
    String quoted = "\"{\\\"a\\\":\\\"b\\\\\\\"c\\\\nd\\\",\\\"\\u00e9\\\":1}\"";
    only("body-in-quotes", "JSON string", nested, quoted);
    only("body-in-quotes", "JSON string", "{\n\t}", "\"{\\n\\t}\"");
  }

  @Test
  void another_character_set() {
    byte[] utf = "{\"a\":\"é\"}".getBytes(UTF_8);
    byte[] latin = "{\"a\":\"é\"}".getBytes(ISO_8859_1);
    only("charset", "in ISO 8859-1:", utf, new String(utf, ISO_8859_1).getBytes(UTF_8));
    only("charset", "in UTF-8:", utf, latin);
  }

  @Test
  void compression_and_base64() throws IOException {
    byte[] body = BODY.getBytes(UTF_8);
    only("compressed", "decompressed", body, zipped(body));
    only("base64-body", "decoded from base64", body, Base64.getEncoder().encode(body));
  }

  @Test
  void a_signature_of_nothing() {
    only("signed-empty", "of an empty body", "", BODY);
  }

  @Test
  void a_newline_and_json_at_once() {
    List<Finding> found =
        new Rejected().with(line(SECRET, "{\"a\":1}")).body("{ \"a\": 1 }\n").findings();

    assertThat(found).extracting(Finding::code).containsExactly("json-rewritten");
  }

  @Test
  void what_strikes_the_eye_where_nothing_fits() throws IOException {
    assertThat(signedWithAnother(new byte[0])).containsExactly("nothing-fits", "empty-body");
    assertThat(signedWithAnother(zipped(new byte[10])))
        .containsExactly("nothing-fits", "compressed");
    assertThat(signedWithAnother((MARK + "{}").getBytes(UTF_8)))
        .containsExactly("nothing-fits", "byte-order-mark");
    assertThat(signedWithAnother("payload=%7B".getBytes(UTF_8)))
        .containsExactly("nothing-fits", "form");
  }

  private static List<String> signedWithAnother(byte[] body) {
    return new Rejected()
        .with(line("another", joined(body, "x"))).body(body).findings().stream()
            .map(Finding::code)
            .toList();
  }

  private static byte[] zipped(byte[] body) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(body);
    }
    return zipped.toByteArray();
  }

  private static void only(String code, String words, String signed, String arrived) {
    only(code, words, signed.getBytes(UTF_8), arrived.getBytes(UTF_8));
  }

  private static void only(String code, String words, byte[] signed, byte[] arrived) {
    List<Finding> found = new Rejected().with(line(SECRET, signed)).body(arrived).findings();
    assertThat(found).extracting(Finding::code).containsExactly(code);
    assertThat(found.get(0).sentence()).contains(words);
    assertThat(found.get(0).wouldBeValid()).isTrue();
  }
}
