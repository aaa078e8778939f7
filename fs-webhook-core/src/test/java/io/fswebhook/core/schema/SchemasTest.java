package io.fswebhook.core.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.schema.SchemaFailure.Kind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemasTest {

  private static final String ORDER =
      """
      {
        "type": "object",
        "required": ["id", "total"],
        "properties": {
          "id": {"type": "string", "pattern": "^[0-9]+$"},
          "total": {"type": "number", "minimum": 0, "multipleOf": 0.01},
          "currency": {"enum": ["EUR", "USD"]},
          "tags": {"items": {"type": "string", "maxLength": 5}, "uniqueItems": true, "maxItems": 3},
          "buyer": {"type": ["object", "null"], "additionalProperties": false,
                    "properties": {"name": {"type": "string"}}, "minProperties": 1},
          "note": {"not": {"type": "number"}},
          "shipped": {"anyOf": [{"type": "boolean"}, {"type": "string", "minLength": 10}]},
          "size": {"oneOf": [{"minimum": 5}, {"maximum": 9}]}
        },
        "if": {"required": ["shipped"]},
        "then": {"required": ["carrier"]},
        "dependentRequired": {"refund": ["reason"]},
        "propertyNames": {"maxLength": 8}
      }
      """;

  @TempDir Path path;

  @Test
  void a_valid_body_has_no_failure() throws Exception {
    assertThat(folder().text(ORDER, "{'id':'1','total':1.10,'tags':['a','b'],'buyer':null}"))
        .isEmpty();
  }

  @Test
  void an_event_without_a_schema_is_not_checked() throws Exception {
    assertThat(folder().open("false").check("another", "{}".getBytes(UTF_8))).isNull();
    assertThat(SchemaFolder.check(Schemas.open(Map.of()), "{}")).isNull();
  }

  @Test
  void the_mode_says_whether_a_violation_is_rejected() throws Exception {
    SchemaFolder folder = folder().file("main.json", "{'type':'object'}");

    assertThat(SchemaFolder.check(folder.open(SchemaMode.REPORT), "1"))
        .isEqualTo(new SchemaFailure(Kind.VIOLATION, false, "the top level: type object"));
    assertThat(SchemaFolder.check(folder.open(SchemaMode.REJECT), "1"))
        .isEqualTo(new SchemaFailure(Kind.VIOLATION, true, "the top level: type object"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[]                                 | the top level: type object",
        "{}                                 | the top level: required id, total",
        "{'id':'1'}                         | the top level: required total",
        "{'id':1,'total':1}                 | /id: type string",
        "{'id':'x','total':1}               | /id: pattern ^[0-9]+$",
        "{'id':'1','total':-1}              | /total: minimum 0",
        "{'id':'1','total':1.001}           | /total: multipleOf 0.01",
        "{'id':'1','total':1,'currency':'X'} | /currency: enum EUR, USD",
        "{'id':'1','total':1,'tags':['a','b','a']} | /tags: uniqueItems",
        "{'id':'1','total':1,'tags':[1,1.0]} | /tags: uniqueItems; /tags/0: type string; /tags/1: type string",
        "{'id':'1','total':1,'tags':['a','abcdef']} | /tags/1: maxLength 5",
        "{'id':'1','total':1,'tags':['a','b','c','d']} | /tags: maxItems 3",
        "{'id':'1','total':1,'buyer':{}}    | /buyer: minProperties 1",
        "{'id':'1','total':1,'buyer':{'a/b':1}} | /buyer/a~1b: must not be present",
        "{'id':'1','total':1,'note':1}      | /note: not",
        "{'id':'1','total':1,'shipped':'x'} | /shipped: anyOf; the top level: required carrier",
        "{'id':'1','total':1,'size':7}      | /size: oneOf",
        "{'id':'1','total':1,'refund':1}    | the top level: required reason",
        "{'id':'1','total':1,'ninechars':1} | the top level: maxLength 8",
      })
  void a_violation_is_a_place_and_the_rule_that_is_broken(String body, String text)
      throws Exception {
    assertThat(folder().text(ORDER, body)).isEqualTo(text);
  }

  @Test
  void a_text_quotes_no_value_of_the_body() throws Exception {
    String schema =
        """
        {"properties": {
          "a": {"const": 1}, "b": {"enum": [1]}, "c": {"type": "null"}, "d": {"pattern": "^$"},
          "e": {"minimum": 5}, "f": {"multipleOf": 2}, "g": {"maxLength": 1}, "h": {"format": "email"}
        }}
        """;
    for (char member = 'a'; member <= 'h'; member++) {
      for (String secret : new String[] {"'4711'", "-4711", "{'4711':4711}"}) {
        assertThat(folder().text(schema, "{'" + member + "':" + secret + "}"))
            .doesNotContain("4711");
      }
    }
  }

  @Test
  void the_first_three_of_many_violations_are_named() throws Exception {
    assertThat(folder().text("{'items':{'type':'null'}}", "[1,2,3]"))
        .isEqualTo("/0: type null; /1: type null; /2: type null");
    assertThat(folder().text("{'items':{'type':'null'}}", "[1,2,3,4]"))
        .isEqualTo("/0: type null; /1: type null; /2: type null; and more");
  }

  @Test
  void a_text_is_bounded_and_harmless_to_a_terminal() throws Exception {
    String name = "\\u001b[2J" + "x".repeat(1000) + "\\ud83d\\ude00";
    String body = "{'a%1$s':1,'b%1$s':1,'c%1$s':1}".formatted(name);
    String rule = "{'additionalProperties':{'const':'" + "y".repeat(1000) + "'}}";

    String text = folder().text(rule, body);

    assertThat(text)
        .startsWith("/a\\u001b[2Jxxx")
        .contains("…: const yyy", "; /b")
        .endsWith("…")
        .doesNotContain("\u001b")
        .hasSizeLessThanOrEqualTo(SchemaFailure.MAX_LENGTH);
  }

  @Test
  void any_json_value_may_be_a_body() throws Exception {
    for (String body : new String[] {"1", "'a'", "null", "true", "[]", "{}"}) {
      assertThat(folder().text("true", body)).isEmpty();
      assertThat(folder().text("false", body)).isEqualTo("the top level: must not be present");
    }
  }

  @Test
  void numbers_are_compared_by_their_value() throws Exception {
    assertThat(folder().text("{'enum':[100, 0.5]}", "1.00e2")).isEmpty();
    assertThat(folder().text("{'const':{'a':[1.0]}}", "{'a':[1]}")).isEmpty();
    assertThat(folder().text("{'uniqueItems':true}", "[{'a':1,'b':2},{'b':2.0,'a':1}]"))
        .isEqualTo("the top level: uniqueItems");
    assertThat(folder().text("{'uniqueItems':true}", "[1,true,'1',[1],null]")).isEmpty();
  }

  @Test
  void names_of_members_can_be_checked_too() throws Exception {
    String schema =
        "{'propertyNames':{'enum':['a','b']},'patternProperties':{'^b':{'type':'null'}}}";

    assertThat(folder().text(schema, "{'a':1,'b':null}")).isEmpty();
    assertThat(folder().text(schema, "{'b':1,'c':1}"))
        .isEqualTo("the top level: enum a, b; /b: type null");
  }

  /** Formats were never assertions in all validators, and some of them cannot be bounded. */
  @Test
  void a_format_is_not_checked() throws Exception {
    assertThat(folder().text("{'format':'date-time'}", "'yesterday'")).isEmpty();
  }

  private SchemaFolder folder() {
    return new SchemaFolder(path);
  }
}
