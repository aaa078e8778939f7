package io.fswebhook.war.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** An error response that is written without Jersey. */
public record Refusal(Problem problem, Map<String, String> headers) {

  /** Without additional headers. */
  public static Refusal of(Problem problem) {
    return new Refusal(problem, Map.of());
  }

  /** With one additional header. */
  public static Refusal with(String header, String value, Problem problem) {
    return new Refusal(problem, Map.of(header, value));
  }

  /** Writes status, headers and body. */
  public void write(HttpServletResponse response) throws IOException {
    byte[] json = JsonText.of(problem);
    response.setStatus(problem.status());
    CommonHeaders.set(response::setHeader);
    headers.forEach(response::setHeader);
    response.setContentType(Problem.MEDIA_TYPE.toString());
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }
}
