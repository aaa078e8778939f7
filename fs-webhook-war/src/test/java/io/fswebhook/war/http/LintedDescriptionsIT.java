package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Redocly recommends, with no exception. */
class LintedDescriptionsIT {

  private static final String LINTER = "@redocly/cli@" + System.getProperty("it.redocly");

  @TempDir Path folder;

  @Test
  void the_descriptions_are_without_a_warning() throws Exception {
    String report =
        NpmTools.run(
            LINTER,
            folder,
            List.of(
                "npx",
                "--yes",
                LINTER,
                "lint",
                description("openapi.yaml"),
                description("asyncapi.yaml"),
                "--format=json"));

    JsonNode problems = new ObjectMapper().readTree(report).path("problems");
    assertThat(problems.isArray()).as(report).isTrue();
    List<String> sentences = new ArrayList<>();
    problems.forEach(
        problem ->
            sentences.add(
                String.join(
                    " ",
                    problem.path("severity").asText(),
                    problem.path("ruleId").asText(),
                    problem.path("message").asText(),
                    problem.path("location").path(0).path("pointer").asText())));
    assertThat(sentences).isEmpty();
  }

  private static String description(String name) throws URISyntaxException {
    URL resource = ReceiverApplication.class.getResource(name);
    return Path.of(Objects.requireNonNull(resource, name).toURI()).toString();
  }
}
