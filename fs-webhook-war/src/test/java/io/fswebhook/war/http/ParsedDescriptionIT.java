package io.fswebhook.war.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AsyncAPI's own parser says about the description of the events. */
class ParsedDescriptionIT {

  private static final String PARSER = "@asyncapi/parser@" + System.getProperty("it.asyncapi");
  private static final String SCRIPT = "parse-asyncapi.mjs";

  @TempDir static Path folder;

  @BeforeAll
  static void install() throws Exception {
    NpmTools.run(
        PARSER,
        folder,
        List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", PARSER));
    Files.writeString(folder.resolve(SCRIPT), resource(SCRIPT));
  }

  @Test
  void the_description_has_neither_errors_nor_warnings() throws Exception {
    assertThat(problems(resource("asyncapi.yaml"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "action: receive, action: fetch, asyncapi-document-resolved",
    "messages/noteCreated', messages/noteGone', invalid-ref",
    "'servers:', 'hosts:', asyncapi-document-resolved"
  })
  void a_mistake_is_found(String right, String wrong, String rule) throws Exception {
    String description = resource("asyncapi.yaml");

    assertThat(description).contains(right);
    assertThat(problems(description.replace(right, wrong)))
        .anyMatch(problem -> problem.contains(rule));
  }

  private static List<String> problems(String description) throws Exception {
    Path file = folder.resolve("asyncapi.yaml");
    Files.writeString(file, description);
    String report = NpmTools.run(PARSER, folder, List.of("node", SCRIPT, file.toString()));
    List<String> problems = new ArrayList<>();
    new ObjectMapper().readTree(report).forEach(problem -> problems.add(problem.toString()));
    return problems;
  }

  private static String resource(String name) throws Exception {
    try (InputStream text = ParsedDescriptionIT.class.getResourceAsStream(name)) {
      return new String(text.readAllBytes(), UTF_8);
    }
  }
}
