package io.fswebhook.war.http;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer that says why a delivery was not taken. */
record Refusal(Problem problem, Map<String, String> headers) {

  private static final Jsonb JSON = JsonbBuilder.create();

  static Refusal of(Problem problem) {
    return new Refusal(problem, Map.of());
  }

  static Refusal with(String header, String value, Problem problem) {
    return new Refusal(problem, Map.of(header, value));
  }

  void write(HttpServletResponse response) throws IOException {
    byte[] json = JSON.toJson(problem).getBytes(StandardCharsets.UTF_8);
    response.setStatus(problem.status());
    CommonHeaders.set(response::setHeader);
    headers.forEach(response::setHeader);
    response.setContentType(Problem.MEDIA_TYPE.toString());
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }
}
