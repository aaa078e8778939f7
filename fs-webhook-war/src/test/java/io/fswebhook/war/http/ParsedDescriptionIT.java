package io.fswebhook.war.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What AsyncAPI's own parser says about the description of the events. */
@Tag("long")
class ParsedDescriptionIT {

  private static final String PARSER = "@asyncapi/parser@" + System.getProperty("it.asyncapi");
  private static final String SCRIPT = "parse-asyncapi.mjs";

  @TempDir Path folder;

  @BeforeEach
  void install() throws Exception {
    NpmTools.run(
        PARSER,
        folder,
        List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", PARSER));
    Files.writeString(folder.resolve(SCRIPT), resource(SCRIPT));
  }

  @Test
  void the_description_has_neither_errors_nor_warnings_but_one_with_mistakes_has()
      throws Exception {
    String description = resource("asyncapi.yaml");
    String mistaken =
        description
            .replace("action: receive", "action: fetch")
            .replace("messages/noteCreated'", "messages/noteGone'");

    JsonNode problems = problems(Map.of("right.yaml", description, "wrong.yaml", mistaken));

    assertThat(problems.path("right.yaml")).isEmpty();
    assertThat(problems.path("wrong.yaml").findValuesAsText("code"))
        .contains("asyncapi-document-resolved", "invalid-ref");
  }

  /** By the name of the file. */
  private JsonNode problems(Map<String, String> descriptions) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", SCRIPT));
    for (Map.Entry<String, String> each : descriptions.entrySet()) {
      Files.writeString(folder.resolve(each.getKey()), each.getValue());
      command.add(each.getKey());
    }
    return new ObjectMapper().readTree(NpmTools.run(PARSER, folder, command));
  }

  private static String resource(String name) throws Exception {
    try (InputStream text = ParsedDescriptionIT.class.getResourceAsStream(name)) {
      return new String(text.readAllBytes(), UTF_8);
    }
  }
}
