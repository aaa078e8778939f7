package io.fswebhook.war.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends what docs/api.md tells people to send. */
class ApiExamplesTest {

  private static final Pattern CURL =
      Pattern.compile(
          "curl -H \"Authorization: Bearer \\$TOKEN\"(?: -H 'Content-Type: ([^']+)' -d '([^']+)')?"
              + " \"\\$API/([^\"]+)\"");

  @Test
  void every_example_of_the_api_is_answered(@TempDir Path home) throws Exception {
    List<String> examples;
    try (var lines = Files.lines(Path.of("../docs/api.md"))) {
      examples = lines.filter(line -> line.startsWith("curl ") && line.contains("$API")).toList();
    }
    assertThat(examples).hasSizeGreaterThan(2);
    try (ApiServer server = ApiServer.start(home)) {
      for (String example : examples) {
        Matcher curl = CURL.matcher(example);
        assertThat(curl.matches()).as(example).isTrue();
        HttpRequest.Builder request = server.api(curl.group(3), ApiServer.ADMIN);
        if (curl.group(1) != null) {
          request
              .header("Content-Type", curl.group(1))
              .POST(BodyPublishers.ofString(curl.group(2)));
        }
        HttpResponse<String> answer = server.send(request);
        assertThat(answer.statusCode()).as(example + " " + answer.body()).isEqualTo(200);
      }
    }
  }
}
