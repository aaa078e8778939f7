package io.fswebhook.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each with what it alone has. */
class SchemaDraftsTest {

  @TempDir Path path;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "http://json-schema.org/draft-04/schema# | 'maximum':5,'exclusiveMaximum':true | 4 | 5 | exclusiveMaximum 5",
        "http://json-schema.org/draft-04/schema  | 'type':'object','id':'x:/y' | {} | 5 | type object",
        "http://json-schema.org/draft-06/schema# | 'propertyNames':{'maxLength':1} | {'a':1} | {'ab':1} | maxLength 1",
        "http://json-schema.org/draft-06/schema  | 'contains':{'type':'null'} | [1,null] | [1] | contains",
        "http://json-schema.org/draft-07/schema# | 'if':{'type':'number'},'then':{'minimum':1} | 1 | 0 | minimum 1",
        "http://json-schema.org/draft-07/schema# | 'definitions':{'a':{'type':'null'}},'$ref':'#/definitions/a' | null | 0 | type null",
        "http://json-schema.org/draft-07/schema# | 'dependencies':{'a':['b']} | {'a':1,'b':1} | {'a':1} | required b",
        "https://json-schema.org/draft/2019-09/schema | 'unevaluatedProperties':false,'allOf':[{'properties':{'a':true}}] | {'a':1} | {'b':1} | must not be present",
        "https://json-schema.org/draft/2019-09/schema | '$recursiveAnchor':true,'type':['object','null'],'additionalProperties':{'$recursiveRef':'#'} | {'a':{'b':null}} | {'a':{'b':1}} | type null, object",
        "https://json-schema.org/draft/2020-12/schema | 'prefixItems':[{'type':'null'}],'items':false | [null] | [null,1] | must not be present",
        "https://json-schema.org/draft/2020-12/schema | '$dynamicAnchor':'n','type':['object','null'],'additionalProperties':{'$dynamicRef':'#n'} | {'a':null} | {'a':1} | type null, object",
      })
  void each_draft_is_understood(
      String draft, String keywords, String valid, String invalid, String rule) throws Exception {
    String schema = "{'$schema':'" + draft + "'," + keywords + "}";
    SchemaFolder folder = new SchemaFolder(path);

    assertThat(folder.text(schema, valid)).isEmpty();
    assertThat(folder.text(schema, invalid)).endsWith(": " + rule);
  }

  @Test
  void a_schema_without_a_draft_is_of_the_latest() throws Exception {
    String schema = "{'prefixItems':[{'type':'null'}],'items':{'type':'string'}}";

    assertThat(new SchemaFolder(path).text(schema, "[1,2]"))
        .isEqualTo("/0: type null; /1: type string");
  }
}
