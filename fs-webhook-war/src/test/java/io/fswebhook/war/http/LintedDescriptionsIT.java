package io.fswebhook.war.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** What Redocly recommends, with no exception. */
class LintedDescriptionsIT {

  private static final String LINTER = "@redocly/cli@" + System.getProperty("it.redocly");
  private static final long LIMIT_SECONDS = 180;

  @TempDir Path folder;

  @Test
  void the_descriptions_are_without_a_warning() throws Exception {
    String report = lint(description("openapi.yaml"), description("asyncapi.yaml"));

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

  /** Its report as JSON, which it also writes when it finds something. */
  private String lint(String... files) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("npx", "--yes", LINTER, "lint"));
    command.addAll(List.of(files));
    command.add("--format=json");
    Path report = folder.resolve("report.json");
    Path errors = folder.resolve("errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(report.toFile())
            .redirectError(errors.toFile());
    builder
        .environment()
        .putAll(Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"));
    Process npx;
    try {
      npx = builder.start();
    } catch (IOException e) {
      throw missing("There is no npx on the PATH.");
    }
    if (!npx.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      npx.descendants().forEach(ProcessHandle::destroyForcibly);
      npx.destroyForcibly();
      throw missing(LINTER + " was not there after " + LIMIT_SECONDS + " seconds.");
    }
    String json = Files.readString(report, UTF_8);
    if (json.isBlank()) {
      throw missing(LINTER + " did not run: " + Files.readString(errors, UTF_8).strip());
    }
    return json;
  }

  private static RuntimeException missing(String why) {
    String howToGetIt =
        why
            + " Get Node.js 20.19 or newer with npm, which needs access to its registry the first"
            + " time.";
    if (Boolean.getBoolean("it.redocly.required")) {
      throw new AssertionError(howToGetIt);
    }
    System.out.println("NOT RUN: Redocly on the descriptions. " + howToGetIt);
    return new TestAbortedException(howToGetIt);
  }
}
